/** A platform refuses what it was configured with; `message` is one line for the operator. */
export class PlatformError extends Error {}
