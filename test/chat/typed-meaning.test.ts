import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCommands } from '../../src/chat/registry.ts';
import { meaningOf } from '../../src/chat/typed-meaning.ts';

const { commands } = await loadCommands(join(import.meta.dirname, '../../commands'));
const kindOf = (text: string) => meaningOf(text, commands).kind;

describe('what somebody means who types in the DM', () => {
  test.each([
    'built a URL shortener',
    'Built the parser!',
    'start page is done',
    'stop the server gracefully on SIGTERM, works now',
    'Stopped the leak',
    'rest api for orders',
    'pause button works',
    'review of the billing PR',
    'Log rotation works now',
    'link shortener deployed',
    'help page written, three sections',
    'export to CSV works',
    'streaming responses with SSE',
    'fixed TypeError: x is undefined by checking the input first',
    'I fought ECONNREFUSED all morning, the port was wrong',
    'learned why Redis evicts keys',
    'Why does Redis evict keys? Found out: maxmemory-policy.',
    'thanks to the docs I got OAuth working',
    'nothing works yet but the schema is there',
    'no more flaky tests in CI',
    '/api/users returns JSON now',
    '/etc/nginx/nginx.conf is finally right',
    'CI: green',
    '完成了登录页面',
    'закончил парсер и тесты',
    'ログイン画面を作った',
    '- parser\n- lexer\n- tests',
    'ok so today I wrote the migration',
    'x'.repeat(2000).replace(/x{9}/g, 'built it '),
  ])('"%s" is an answer', (text) => {
    expect(meaningOf(text, commands)).toEqual({ kind: 'answer', text });
  });

  test.each([
    ['/log built a parser minutes:50 tag:redis', 'built a parser', { minutes: '50', tag: 'redis' }],
    ['/shipmate log built a parser', 'built a parser', undefined],
    ['log built a parser', 'built a parser', undefined],
    ['Log: the parser', 'the parser', undefined],
    ['log fixed the queue minutes:5', 'fixed the queue', { minutes: '5' }],
  ])('"%s" is the answer behind the command', (typed, text, options) => {
    expect(meaningOf(typed, commands)).toEqual({ kind: 'answer', text, ...(options && { options }) });
  });

  test.each([
    ['/streak', 'streak'],
    ['/strek', 'strek'],
    ['/settings prompt:09:00', 'settings prompt:09:00'],
    ['streak', 'streak'],
    ['Streak!', 'Streak'],
    ['settings prompt:09:00', 'settings prompt:09:00'],
    ['history undo', 'history undo'],
    ['stop', 'stop'],
    ['Please stop', 'stop'],
    ['stop messaging me!', 'stop'],
    ['unsubscribe', 'stop'],
    ['help', 'help'],
    ['Help me please', 'help'],
    ['what can you do?', 'help'],
    ['How does this work?', 'help'],
    ["what's my streak?", 'streak'],
    ['What’s my streak', 'streak'],
    ['hey, how long is my streak?', 'streak'],
    ['did I log anything today?', 'today'],
    ['what did I build last week?', 'history'],
    ['who can see this?', 'privacy'],
    ['change my timezone', 'settings'],
  ])('"%s" is the command %s', (text, typed) => {
    const meaning = meaningOf(text, commands);
    expect({ ...meaning, typed: 'typed' in meaning && meaning.typed.toLowerCase() }).toEqual({
      kind: 'command',
      typed: typed.toLowerCase(),
    });
  });

  test.each([
    'TypeError: Cannot read properties of undefined',
    'Error: connect ECONNREFUSED 127.0.0.1:6379\n    at TCPConnectWrap.afterConnect (node:net:1555:16)',
    'help!\nTraceback (most recent call last):\n  File "app.py", line 3, in <module>\nKeyError: "id"',
    '```\nUncaught (in promise) ReferenceError: a is not defined\n```',
    'npm ERR! code ERESOLVE\nnpm ERR! ERESOLVE unable to resolve dependency tree',
    'panic: runtime error: index out of range [3]\n\ngoroutine 1 [running]:',
    'error[E0382]: borrow of moved value: `x`\n --> src/main.rs:4:5',
    'Exception in thread "main" java.lang.NullPointerException\n\tat Main.main(Main.java:3)',
    'fatal: not a git repository (or any of the parent directories): .git',
    'bash: foo: command not found',
  ])('"%s" is a pasted error', (text) => {
    expect(kindOf(text)).toBe('error');
  });

  test.each([
    'thanks',
    'Thank you so much!',
    'thx 🙏',
    '👍',
    ':tada: :tada:',
    '<:ship:123456789>',
    'ok',
    'refactoring',
    'https://example.org/pull/3',
    'good morning!',
    '...',
    'test',
  ])('"%s" is too little', (text) => {
    expect(kindOf(text)).toBe('little');
  });

  test.each([
    'nothing',
    'Nothing today',
    'nope',
    'not today',
    'skip',
    "didn't build anything today",
    'no time today, sorry',
  ])('"%s" is nothing to log', (text) => {
    expect(kindOf(text)).toBe('skip');
  });

  test.each(['Can you remind me at noon?', 'is there a way to add a picture?', 'why did you write to me?'])(
    '"%s" is a question',
    (text) => {
      expect(kindOf(text)).toBe('question');
    },
  );

  test('every text means something at once, however long and odd', () => {
    for (const text of [
      '/'.repeat(5_000),
      `${'a:'.repeat(5_000)}?`,
      ':'.repeat(4_000),
      `log ${'"'.repeat(4_000)}`,
      ' '.repeat(9_000),
      'thanks '.repeat(1_000),
    ]) {
      const begun = performance.now();
      meaningOf(text, commands);
      expect(performance.now() - begun).toBeLessThan(200);
    }
  });
});
