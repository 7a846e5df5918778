import type { ModalBody } from '../checks/modal-rules.ts';
import { type Component, kind, walk } from '../model/components.ts';
import type { Interaction } from './interaction.ts';

/** A form that a person has open. */
export class FakeModal {
  readonly title: string;
  readonly customId: string;
  readonly components: readonly Component[];
  /** The interaction that it answered. */
  readonly openedBy: Interaction;

  constructor(body: ModalBody, components: readonly Component[], openedBy: Interaction) {
    this.title = body.title;
    this.customId = body.custom_id;
    this.components = components;
    this.openedBy = openedBy;
  }

  /** What can be filled in, with the label that stands over it. */
  get fields(): readonly { readonly label: string; readonly component: Component }[] {
    return walk(this.components).flatMap(({ component }) => {
      if (component.type === kind.label && component.component) {
        return [{ label: component.label ?? '', component: component.component }];
      }
      if (component.type === kind.row) {
        return (component.components ?? []).map((input) => ({ label: input.label ?? '', component: input }));
      }
      return [];
    });
  }

  /** A field by its label or custom id. */
  field(name: string): Component | undefined {
    return this.fields.find((it) => it.label === name || it.component.custom_id === name)?.component;
  }

  /** What is already typed in, by label. */
  get values(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.fields.map((it) => [it.label, it.component.value ?? '']));
  }
}
