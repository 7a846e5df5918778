import { privately } from '../../chat/answers.ts';
import { code, md } from '../../chat/markdown.ts';
import type { Reply } from '../../chat/reply.ts';

export const wrongTime = (typed: string, example: string): Reply =>
  privately('wrong-time', md`I can't read ${code(typed)} as a time, so nothing was changed. Try ${example}.`);
