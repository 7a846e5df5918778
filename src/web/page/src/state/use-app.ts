import { createContext } from 'preact';
import { useContext, useEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import { type Actions, createActions } from './actions.ts';
import { initialState, reduce } from './reduce.ts';
import type { Member, State } from './types.ts';

export interface AppHandle {
  readonly state: State;
  readonly act: Actions;
}

export const AppContext = createContext<AppHandle | undefined>(undefined);

/** Made once, by the app itself. */
export function useNewApp(): AppHandle {
  const [state, dispatch] = useReducer(reduce, initialState);
  const latest = useRef(state);
  latest.current = state;
  const act = useMemo(
    () =>
      createActions(
        () => latest.current,
        (action) => {
          latest.current = reduce(latest.current, action);
          dispatch(action);
        },
      ),
    [],
  );
  useEffect(() => void act.begin(), [act]);
  return { state, act };
}

export function useApp(): AppHandle {
  const app = useContext(AppContext);
  if (!app) throw new Error('outside of the app');
  return app;
}

export function useMe(): Member | undefined {
  const { state } = useApp();
  return state.members.find((it) => it.id === state.me);
}
