import { useApp } from '../state/use-app.ts';
import { Dialog } from './dialog.tsx';
import { JoinForm } from './join-form.tsx';

export function AddMemberDialog() {
  const { act } = useApp();
  const close = () => act.show(undefined);
  return (
    <Dialog title="Add someone" onClose={close}>
      <p class="dialog-lead">
        They join with <code>/start</code>, and you look through their eyes. Give them a zone far away to see
        their evening arrive while yours is still hours off.
      </p>
      <JoinForm button="Add member" onCancel={close} />
    </Dialog>
  );
}
