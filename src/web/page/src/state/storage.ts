/** What the page remembers on this device; without storage it simply forgets. */
export function remembered(name: string): string | undefined {
  try {
    return localStorage.getItem(`shipmate.${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(`shipmate.${name}`);
    else localStorage.setItem(`shipmate.${name}`, value);
  } catch {
    // Private windows of some browsers refuse; nothing depends on it.
  }
}
