import { privately } from '../../src/chat/answers.ts';
import type { Input, Options } from '../../src/chat/command.ts';
import type { Context } from '../../src/chat/context.ts';
import { joined } from '../../src/chat/markdown.ts';
import type { Answer } from '../../src/chat/reply.ts';
import type { CommunitySetting } from '../../src/settings/setting.ts';
import { audienceNotice } from './checklist.ts';
import { save } from './community.ts';

/** Sets a setting of the community to what was typed. */
export async function changeSetting<O extends Options>(
  setting: CommunitySetting<O>,
  input: Input<O>,
  context: Context,
): Promise<Answer> {
  const parsed = await setting.parse(input, context);
  if ('refused' in parsed) return parsed.refused;
  const community = await save(context, (current) => setting.apply(current, parsed.value));
  const note = await setting.follow?.({ ...context, community });
  const said = await setting.confirm(community, parsed.value, context);
  const notice = audienceNotice(community);
  const buttons = [...(setting.buttons ?? []), ...(notice ? [notice.buttons] : [])];
  return privately('setup-changed', joined([joined([said, note]), notice?.text], '\n\n'), {
    ...(buttons.length > 0 && { buttons }),
  });
}
