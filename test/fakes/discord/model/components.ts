/** Any component of a message or a modal, as it came over the wire and passed the schema. */
export interface Component {
  readonly type: number;
  id?: number;
  readonly custom_id?: string | null;
  readonly label?: string | null;
  readonly description?: string | null;
  readonly style?: number;
  readonly url?: string | null;
  readonly emoji?: { readonly id?: string | null; readonly name?: string | null } | null;
  readonly sku_id?: string | null;
  readonly disabled?: boolean | null;
  readonly placeholder?: string | null;
  readonly value?: string | null;
  readonly required?: boolean | null;
  readonly min_length?: number | null;
  readonly max_length?: number | null;
  readonly min_values?: number | null;
  readonly max_values?: number | null;
  readonly options?: readonly SelectOption[];
  readonly content?: string;
  readonly default?: boolean | null;
  readonly media?: { readonly url: string };
  readonly file?: { readonly url: string };
  readonly items?: readonly { readonly media: { readonly url: string } }[];
  readonly components?: readonly Component[];
  readonly component?: Component;
  readonly accessory?: Component;
}

interface SelectOption {
  readonly label: string;
  readonly value: string;
  readonly description?: string | null;
  readonly default?: boolean | null;
}

export const kind = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  textDisplay: 10,
  thumbnail: 11,
  mediaGallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  fileUpload: 19,
  radioGroup: 21,
  checkboxGroup: 22,
  checkbox: 23,
} as const;

const selects: readonly number[] = [3, 5, 6, 7, 8];
export const isSelect = (component: Component): boolean => selects.includes(component.type);

export interface Placed {
  readonly component: Component;
  readonly path: readonly (string | number)[];
}

/** Every component, parents before children, with its path in the body. */
export function walk(
  components: readonly Component[],
  at: readonly (string | number)[] = ['components'],
): Placed[] {
  return components.flatMap((component, index) => nested(component, [...at, index]));
}

function nested(component: Component, path: readonly (string | number)[]): Placed[] {
  return [
    { component, path },
    ...(component.components ? walk(component.components, [...path, 'components']) : []),
    ...(component.component ? nested(component.component, [...path, 'component']) : []),
    ...(component.accessory ? nested(component.accessory, [...path, 'accessory']) : []),
  ];
}

/** Discord numbers the components that came without an id, in order, from 1. */
export function numbered(components: readonly Component[]): Component[] {
  const copy = structuredClone(components) as Component[];
  const placed = walk(copy).map((it) => it.component);
  const taken = new Set(placed.map((it) => it.id).filter((id) => id));
  let next = 1;
  for (const component of placed) {
    if (component.id) continue;
    while (taken.has(next)) next++;
    component.id = next++;
  }
  return copy;
}

/** The text that a message made of components shows. */
export const displayedText = (components: readonly Component[]): string =>
  walk(components)
    .map(({ component }) => (component.type === kind.textDisplay ? component.content : undefined))
    .filter((text) => text !== undefined)
    .join('\n');

/** The files that components show, as `attachment://name` or an address. */
export function mediaUrls(components: readonly Component[]): string[] {
  return walk(components).flatMap(({ component }) =>
    [
      component.media?.url,
      component.file?.url,
      ...(component.items ?? []).map((item) => item.media.url),
    ].filter((url) => url !== undefined),
  );
}
