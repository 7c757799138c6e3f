// Asks for a typed word before something that destroys.
import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

export function TypedWord({
  title,
  text,
  word,
  busy,
  onConfirm,
  onClose,
}: {
  title: string;
  text: string;
  word: string;
  busy: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const same =
    typed.trim().normalize('NFC').toLocaleLowerCase('vi') ===
    word.normalize('NFC').toLocaleLowerCase('vi');
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('console.common.close') }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (same) onConfirm();
        }}
      >
        <p>{text}</p>
        <TextInput
          data-autofocus
          label={t('console.typed.label', { word })}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <div className="row">
          <Button type="submit" color="red" variant="light" disabled={!same} loading={busy}>
            {title}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('console.common.cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
