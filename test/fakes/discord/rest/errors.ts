import { nestedErrors, type Problem } from '../checks/problem.ts';
import type { Json } from '../model/json.ts';

/** An answer of Discord's that is not a success: HTTP status, JSON error code, message. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: Json | undefined;

  constructor(status: number, code: number, message: string, errors?: Json) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  body(): Json {
    return { message: this.message, code: this.code, ...(this.errors ? { errors: this.errors } : {}) };
  }
}

export const unauthorized = () => new ApiError(401, 0, '401: Unauthorized');
export const noRoute = () => new ApiError(404, 0, '404: Not Found');
export const unknownChannel = () => new ApiError(404, 10003, 'Unknown Channel');
export const unknownGuild = () => new ApiError(404, 10004, 'Unknown Guild');
export const unknownMember = () => new ApiError(404, 10007, 'Unknown Member');
export const unknownMessage = () => new ApiError(404, 10008, 'Unknown Message');
export const unknownUser = () => new ApiError(404, 10013, 'Unknown User');
export const unknownWebhook = () => new ApiError(404, 10015, 'Unknown Webhook');
export const unknownInteraction = () => new ApiError(404, 10062, 'Unknown interaction');
export const unknownCommand = () => new ApiError(404, 10063, 'Unknown application command');
export const tooManyCommands = () =>
  new ApiError(400, 30034, 'Max number of daily application command creates has been reached (200)');
export const tooLarge = () => new ApiError(413, 40005, 'Request entity too large');
export const alreadyAcknowledged = () =>
  new ApiError(400, 40060, 'Interaction has already been acknowledged.');
export const tooManyFollowUps = () =>
  new ApiError(400, 40094, 'This interaction has hit the maximum number of follow up messages');
export const missingAccess = () => new ApiError(403, 50001, 'Missing Access');
export const notYourMessage = () =>
  new ApiError(403, 50005, 'Cannot edit a message authored by another user');
export const emptyMessage = () => new ApiError(400, 50006, 'Cannot send an empty message');
export const dmClosed = () => new ApiError(403, 50007, 'Cannot send messages to this user');
export const missingPermissions = () => new ApiError(403, 50013, 'Missing Permissions');
export const invalidWebhookToken = () => new ApiError(401, 50027, 'Invalid Webhook Token');
export const recipientNeeded = () => new ApiError(400, 50033, 'Invalid Recipient(s)');
export const invalidForm = (problems: readonly Problem[]) =>
  new ApiError(400, 50035, 'Invalid Form Body', nestedErrors(problems));
export const notJson = () => new ApiError(400, 50109, 'The request body contains invalid JSON.');
export const noMutualGuild = () =>
  new ApiError(403, 50278, 'Cannot send messages to this user due to having no mutual guilds');
