import { useEffect, useRef } from 'preact/hooks';

const longMs = 500;
/** Pixels that a resting finger may move. */
const still = 10;

/** What an element needs to be told when a finger rests on it. A mouse has other ways, and keeps its own menu. */
export function useLongPress(act: () => void) {
  const timer = useRef<number | undefined>(undefined);
  const from = useRef({ x: 0, y: 0 });
  const end = () => window.clearTimeout(timer.current);
  useEffect(() => end, []);
  return {
    onPointerDown(event: PointerEvent): void {
      end();
      if (event.pointerType !== 'touch' || isControl(event.target)) return;
      from.current = { x: event.clientX, y: event.clientY };
      timer.current = window.setTimeout(act, longMs);
    },
    onPointerMove(event: PointerEvent): void {
      const { x, y } = from.current;
      if (Math.hypot(event.clientX - x, event.clientY - y) > still) end();
    },
    onPointerUp: end,
    onPointerCancel: end,
    onContextMenu(event: MouseEvent): void {
      if ((event as PointerEvent).pointerType === 'touch' && !isControl(event.target)) event.preventDefault();
    },
  };
}

const isControl = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button, a, select, textarea, [role=menu]') !== null;
