interface Named {
  readonly name?: string | undefined;
}

/** By name; whose name is not known comes last. */
export const byName = (a: Named, b: Named): number =>
  a.name === undefined || b.name === undefined
    ? Number(a.name === undefined) - Number(b.name === undefined)
    : a.name.localeCompare(b.name);
