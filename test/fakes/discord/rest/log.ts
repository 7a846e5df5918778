/** One HTTP request as it was received and answered. */
export interface LoggedRequest {
  readonly method: string;
  /** Without "/api/v10" and the query. */
  readonly path: string;
  /** "POST /channels/:id/messages", or the path itself where no route fits. */
  readonly route: string;
  readonly query: string;
  readonly body: unknown;
  readonly files: readonly string[];
  /** By the fake's clock. */
  readonly at: number;
  /** By the monotonic clock. */
  readonly arrivedMs: number;
  /** 0 while it is being answered, and for a dropped answer. */
  status: number;
  /** Discord's JSON error code, if it was refused. */
  code: number | undefined;
  /** Real time until it was answered. */
  tookMs: number;
}
