/** What is read of Slack's payloads (docs.slack.dev/reference/interaction-payloads); everything else is left alone. */
export interface SlashBody {
  readonly team_id: string;
  readonly channel_id: string;
  readonly channel_name: string;
  readonly user_id: string;
  readonly user_name?: string;
  readonly text?: string;
  readonly trigger_id: string;
  readonly response_url: string;
}

export interface UserBody {
  readonly id: string;
  readonly name?: string;
  readonly username?: string;
  readonly team_id?: string;
}

/** What every interaction says. */
interface CommonBody {
  /** The app's workspace; in a view the account's own. */
  readonly team?: { readonly id: string } | null;
  readonly user: UserBody;
  readonly trigger_id?: string;
}

export interface ViewBody {
  readonly id: string;
  readonly type: string;
  readonly callback_id: string;
  /** The workspace of the app that made it. */
  readonly app_installed_team_id?: string | null;
  readonly private_metadata?: string;
  readonly blocks?: readonly Record<string, unknown>[];
  readonly title?: unknown;
  readonly submit?: unknown;
  readonly close?: unknown;
  readonly state?: { readonly values?: Readonly<Record<string, Readonly<Record<string, ValueBody>>>> };
}

export interface ValueBody {
  readonly type?: string;
  readonly value?: string | null;
  readonly selected_option?: { readonly value: string } | null;
}

interface WhereBody {
  readonly channel?: { readonly id: string; readonly name?: string };
  readonly container?: {
    readonly type?: string;
    readonly message_ts?: string;
    readonly channel_id?: string;
    readonly is_ephemeral?: boolean;
  };
  readonly view?: ViewBody;
  readonly response_url?: string;
}

export interface ActionBody extends CommonBody, WhereBody {
  readonly actions: readonly {
    readonly type: string;
    readonly action_id: string;
    readonly value?: string;
    readonly selected_option?: { readonly value: string } | null;
  }[];
}

export interface SuggestionBody extends CommonBody, WhereBody {
  readonly action_id: string;
  readonly block_id: string;
  readonly value: string;
}

export interface SubmissionBody extends CommonBody {
  readonly view: ViewBody;
}

export interface ShortcutBody extends CommonBody, WhereBody {
  readonly type: string;
  readonly callback_id: string;
  readonly message?: {
    readonly ts: string;
    readonly text?: string;
    readonly user?: string;
    readonly bot_id?: string;
  };
}

export interface EventBody {
  /** The workspace of whoever caused it. */
  readonly team_id: string;
  /** The app's installations that are told of it. */
  readonly authorizations?: readonly { readonly team_id?: string | null }[];
  readonly event_id: string;
  readonly event: Readonly<Record<string, unknown>> & { readonly type: string };
}
