import { elementsOf, type Placed } from '../block-kit/elements.ts';
import { at, copy, type Json, text } from '../json.ts';
import type { MessageRecord, ViewRecord } from '../model.ts';
import { decodeEntities } from '../text/entities.ts';
import type { Ping, Reading } from '../text/mrkdwn.ts';
import { readBlocks, readEverywhere, readMessage, readTextObject } from '../text/read.ts';

/** A message as a member sees it. It follows later updates; `snapshot` does not. */
export class FakeMessage {
  readonly record: MessageRecord;

  constructor(record: MessageRecord) {
    this.record = record;
  }

  get ts(): string {
    return this.record.ts;
  }
  get channel(): string {
    return this.record.channel;
  }
  get blocks(): Json[] {
    return this.record.blocks;
  }
  get metadata(): Json | undefined {
    return this.record.metadata;
  }
  /** What notifications and screen readers say. */
  get notification(): string {
    return this.record.text;
  }
  /** What stands in it, read as Slack shows it. */
  get reading(): Reading {
    return readMessage(this.record);
  }
  get text(): string {
    return this.reading.text;
  }
  /** Whom it would ping, in whatever part of it. */
  get pings(): Ping[] {
    return readEverywhere(this.record).pings;
  }
  /** Whether Slack would show a preview of its links: `unfurl_links` and `unfurl_media` are not both off. */
  get unfurls(): boolean {
    return !(this.record.unfurlLinks === false && this.record.unfurlMedia === false);
  }
  get edited(): boolean {
    return this.record.edited !== undefined;
  }
  /** The labels of its buttons and the placeholders of its menus. */
  get labels(): string[] {
    return labelsOf(this.blocks);
  }
  /** The message as it is now, for a press on a button that has gone since. */
  snapshot(): FakeMessage {
    return new FakeMessage(copy(this.record));
  }
}

/** A modal or a Home tab as a member sees it. */
export class FakeView {
  readonly record: ViewRecord;

  constructor(record: ViewRecord) {
    this.record = record;
  }

  get id(): string {
    return this.record.id;
  }
  get blocks(): Json[] {
    return this.record.blocks;
  }
  get title(): string {
    return decodeEntities(text(this.record.title?.text));
  }
  get callbackId(): string {
    return this.record.callbackId;
  }
  get privateMetadata(): string {
    return this.record.privateMetadata;
  }
  get reading(): Reading {
    return readBlocks(this.blocks);
  }
  get text(): string {
    return this.reading.text;
  }
  get labels(): string[] {
    return labelsOf(this.blocks);
  }
  snapshot(): FakeView {
    return new FakeView(copy(this.record));
  }
}

export type Surface = FakeMessage | FakeView;

/** What the element is called on the screen: its text, its input's label or its placeholder. */
export function labelOf({ element, block }: Placed): string {
  if (element.text) return readTextObject(element.text).text;
  if (block.type === 'input') return readTextObject(block.label).text;
  return readTextObject(element.placeholder).text;
}

const labelsOf = (blocks: Json[]): string[] =>
  elementsOf(blocks)
    .map(labelOf)
    .filter((label) => label !== '');

export const optionLabel = (option: Json): string => decodeEntities(text(at(option, 'text.text')));
