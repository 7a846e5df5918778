import type { ReplyFile } from '../chat/reply.ts';
import { backLines, type CardFace } from './deck.ts';

export type DeckFormat = 'markdown' | 'html' | 'anki';

/** A card with the id by which Anki knows it again. */
export interface FiledCard {
  readonly id: string;
  readonly face: CardFace;
}

/** The deck as a file: Markdown, a page to print, or a text file for Anki's import. */
export function deckFile(format: DeckFormat, cards: readonly FiledCard[], today: string): ReplyFile {
  const { text, ending, contentType } = writers[format](cards, today);
  return { name: `deck-${today}.${ending}`, contentType, bytes: new TextEncoder().encode(text) };
}

interface Written {
  readonly text: string;
  readonly ending: string;
  readonly contentType: string;
}

const writers: Readonly<Record<DeckFormat, (cards: readonly FiledCard[], today: string) => Written>> = {
  markdown: (cards, today) => ({ text: markdown(cards, today), ending: 'md', contentType: 'text/markdown' }),
  html: (cards, today) => ({ text: page(cards, today), ending: 'html', contentType: 'text/html' }),
  anki: (cards) => ({ text: anki(cards), ending: 'txt', contentType: 'text/plain' }),
};

function markdown(cards: readonly FiledCard[], today: string): string {
  const sections = cards.map(({ face }) =>
    [
      `## ${inline(face.broke)}`,
      face.error === undefined ? undefined : indented(face.error),
      backLines(face)
        .map(([label, text]) => `- **${label}:** ${inline(text)}`)
        .join('\n'),
    ]
      .filter(Boolean)
      .join('\n\n'),
  );
  return `${[`# My deck, as of ${today}`, ...sections].join('\n\n')}\n`;
}

const inline = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|~]/g, '\\$&');
const indented = (text: string): string =>
  text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

const style = `
  body { font: 11pt/1.45 Georgia, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #111; }
  h1 { font-size: 1.5rem; }
  article { border: 1px solid #999; border-radius: 6px; padding: 0.8rem 1rem; margin: 0 0 1rem; break-inside: avoid; }
  h2 { font-size: 1.05rem; margin: 0 0 0.4rem; overflow-wrap: anywhere; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 9pt; background: #f3f3f3; padding: 0.5rem; }
  dl { display: grid; grid-template-columns: 9rem 1fr; gap: 0.3rem 1rem; margin: 0; }
  dt { font-weight: bold; }
  @media (max-width: 30rem) { dl { grid-template-columns: 1fr; gap: 0 0; } dd { margin-bottom: 0.4rem; } }
  dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
  @media print { body { margin: 0; max-width: none; } pre { background: none; border: 1px solid #ccc; } }
`;

/** A page of its own, without scripts and without anything from elsewhere. */
function page(cards: readonly FiledCard[], today: string): string {
  const articles = cards.map(({ face }) => {
    const back = backLines(face).map(([label, text]) => `<dt>${label}</dt><dd>${escaped(text)}</dd>`);
    const error = face.error === undefined ? '' : `<pre>${escaped(face.error)}</pre>`;
    return `<article><h2>${escaped(face.broke)}</h2>${error}<dl>${back.join('')}</dl></article>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>My deck, as of ${today}</title>
<style>${style}</style>
</head>
<body>
<h1>My deck, as of ${today}</h1>
${articles.join('\n')}
</body>
</html>
`;
}

/**
 * Anki's text import with its file headers (docs.ankiweb.net/importing/text-files.html): tab-separated, HTML in fields. The
 * guid column makes a later import update the notes of an earlier one.
 */
function anki(cards: readonly FiledCard[]): string {
  const headers = [
    '#separator:tab',
    '#html:true',
    '#notetype:Basic',
    '#deck:Shipmate',
    '#columns:Guid\tFront\tBack\tTags',
    '#guid column:1',
    '#tags column:4',
  ];
  const rows = cards.map(({ id, face }) =>
    [`shipmate-${id}`, front(face), back(face), tagsOf(face)].join('\t'),
  );
  return `${[...headers, ...rows].join('\n')}\n`;
}

/** A field on one line; nothing in it can end the field or the note. */
const field = (text: string): string =>
  escaped(text)
    .replace(/\r\n|\r|\n|\u2028|\u2029/g, '<br>')
    .replaceAll('\t', '&#9;');

const front = ({ broke, error }: CardFace): string =>
  `${field(broke)}${error === undefined ? '' : `<br><br><code>${field(error)}</code>`}`;

const back = (face: CardFace): string =>
  backLines(face)
    .map(([label, text]) => `<b>${label}:</b> ${field(text)}`)
    .join('<br>');

/** Anki's tags are separated by spaces and hold none; a project becomes one. */
const tagsOf = ({ tags, project }: CardFace): string =>
  ['shipmate', ...tags, ...(project === undefined ? [] : [project])]
    .map((it) => it.replace(/[\s"]+/g, '-'))
    .join(' ');
