/** System calls by what a program was about to do; two different ones are never the same cause. */
const operations: Readonly<Record<string, string>> = {
  listen: 'listen',
  bind: 'listen',
  connect: 'connect',
  read: 'connect',
  write: 'connect',
  getaddrinfo: 'resolve',
  querySrv: 'resolve',
  spawn: 'spawn',
  watch: 'watch',
  open: 'file',
  access: 'file',
  mkdir: 'file',
  rmdir: 'remove',
  unlink: 'remove',
  rename: 'remove',
  symlink: 'link',
  scandir: 'file',
  stat: 'file',
  lstat: 'file',
  copyfile: 'file',
  chmod: 'file',
};
const names = Object.keys(operations).join('|');
const said = new RegExp(
  `\\b(${names})\\b[ ,:'"]{1,3}(?:E[A-Z_]{3,14}\\b|['"/])|\\bE[A-Z_]{3,14}\\b[^\\n]{0,60}?, (${names})\\b`,
);
const property = new RegExp(`\\bsyscall['"]?:? ?['"]?(${names})\\b`);

/** What the text says the program was doing. */
export function operationOf(headline: string, text: string): string | undefined {
  const found = said.exec(headline) ?? property.exec(text) ?? said.exec(text);
  const name = found?.[1] ?? found?.[2];
  return name === undefined ? undefined : operations[name];
}
