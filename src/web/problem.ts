import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodError } from 'zod';

/** A refusal in words for whoever asked; `code` is stable. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
  }
}

export const problemJson = (code: string, message: string) => ({ error: { code, message } });

const known: Readonly<Record<string, Problem>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: new Problem(
    415,
    'wrong-content-type',
    'Send JSON, with the header Content-Type: application/json.',
  ),
  FST_ERR_CTP_BODY_TOO_LARGE: new Problem(413, 'too-large', 'The body is over 1 MiB; send less at once.'),
  FST_ERR_CTP_EMPTY_JSON_BODY: new Problem(400, 'bad-json', 'The body is empty; it takes a JSON object.'),
  FST_ERR_CTP_INVALID_JSON_BODY: new Problem(400, 'bad-json', 'The body is not valid JSON.'),
};

/** Words every failure; what is unexpected goes to the log and not to the wire. */
export function problemHandler(logError: (error: unknown, where: string) => void) {
  return (error: FastifyError | Problem, request: FastifyRequest, reply: FastifyReply): void => {
    const problem = problemOf(error);
    if (!problem) logError(error, `${request.method} ${request.routeOptions.url ?? ''}`);
    reply
      .code(problem?.status ?? 500)
      .send(
        problem
          ? problemJson(problem.code, problem.message)
          : problemJson('unexpected', 'Something broke on this side; the log of the bot says what.'),
      );
  };
}

function problemOf(error: FastifyError | Problem): Problem | undefined {
  if (error instanceof Problem) return error;
  if (error instanceof SyntaxError) return known.FST_ERR_CTP_INVALID_JSON_BODY;
  const named = known[error.code];
  if (named) return named;
  const status = error.statusCode ?? 500;
  return status >= 400 && status < 500
    ? new Problem(status, 'bad-request', 'This request makes no sense here.')
    : undefined;
}

/** The first thing that is wrong with an input, with the name of its field. */
export function inputProblem(error: ZodError, takes: readonly string[]): Problem {
  const issue = error.issues[0];
  const field = issue?.path.join('.') ?? '';
  const list = takes.map((it) => `"${it}"`).join(', ');
  if (issue?.code === 'unrecognized_keys') {
    const keys = issue.keys.map((it) => `"${it.slice(0, 40)}"`).join(', ');
    return new Problem(400, 'unknown-field', `${keys} is not known here. It takes ${list}.`);
  }
  if (field === '') return new Problem(400, 'bad-input', `It takes a JSON object with ${list}.`);
  return new Problem(400, 'bad-input', `"${field}": ${issue?.message ?? 'is wrong'}. It takes ${list}.`);
}
