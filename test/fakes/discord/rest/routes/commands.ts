import * as bodies from '../../checks/bodies.ts';
import { commandProblems } from '../../checks/command-rules.ts';
import type { CommandRequest, RegisteredCommand } from '../../model/command-registry.ts';
import { missingAccess, tooManyCommands, unknownCommand } from '../errors.ts';
import type { Call, Result, Route } from '../router.ts';

/** Global routes have one parameter before the command's id, a server's have two. */
interface Scoped {
  readonly scope: string;
  readonly commandId: string;
}

function scopeOf(call: Call, inGuild: boolean): Scoped {
  const [application, ...rest] = call.params;
  if (application !== call.state.bot.id) throw missingAccess();
  const scope = inGuild ? (rest.shift() ?? '') : 'global';
  if (inGuild && !call.state.guilds.get(scope)?.installed) throw missingAccess();
  return { scope, commandId: rest[0] ?? '' };
}

function known(call: Call, { scope, commandId }: Scoped): RegisteredCommand {
  const command = call.state.commands.list(scope).find((it) => it.id === commandId);
  if (!command) throw unknownCommand();
  return command;
}

const list = (call: Call, at: Scoped): Result => ({ status: 200, body: call.state.commands.list(at.scope) });

function overwrite(call: Call, at: Scoped): Result {
  const requests = call.checked<CommandRequest[]>(bodies.overwriteCommands(call.body));
  const commands = call.state.commands.overwrite(at.scope, requests);
  if (!commands) throw tooManyCommands();
  return { status: 200, body: commands };
}

function create(call: Call, at: Scoped): Result {
  const result = call.state.commands.put(
    at.scope,
    call.checked<CommandRequest>(bodies.createCommand(call.body)),
  );
  if (!result) throw tooManyCommands();
  return { status: result.created ? 201 : 200, body: result.command };
}

function patch(call: Call, at: Scoped): Result {
  const old = known(call, at);
  const changes = call.checked<Partial<CommandRequest>>(bodies.patchCommand(call.body));
  const next = { ...old, ...changes };
  call.checked(commandProblems(next));
  const result = call.state.commands.put(at.scope, next);
  if (!result) throw tooManyCommands();
  return { status: 200, body: result.command };
}

function erase(call: Call, at: Scoped): Result {
  known(call, at);
  call.state.commands.remove(at.scope, at.commandId);
  return { status: 204 };
}

function routesAt(base: string, inGuild: boolean): Route[] {
  const on = (run: (call: Call, at: Scoped) => Result) => (call: Call) => run(call, scopeOf(call, inGuild));
  const one = `${base}/:id`;
  return [
    { method: 'GET', path: base, run: on(list) },
    { method: 'PUT', path: base, takesBody: true, run: on(overwrite) },
    { method: 'POST', path: base, takesBody: true, run: on(create) },
    { method: 'GET', path: one, run: on((call, at) => ({ status: 200, body: known(call, at) })) },
    { method: 'PATCH', path: one, takesBody: true, run: on(patch) },
    { method: 'DELETE', path: one, run: on(erase) },
  ];
}

export const commandRoutes: readonly Route[] = [
  ...routesAt('/applications/:id/commands', false),
  ...routesAt('/applications/:id/guilds/:id/commands', true),
];
