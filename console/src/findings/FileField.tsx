// A photo or a record kept with the evidence: uploaded at once, named by its id.
import { Button, FileButton, Input } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { uploadBlob } from '@/api/blobs';
import { Sending } from '@/components/Sending';
import { Trouble } from '@/components/states';
import { bytes } from '@/lib/format';
import { useUploading } from '@/lib/uploading';

export function FileField({
  label,
  onChange,
}: {
  label: string;
  onChange: (blob: string) => void;
}) {
  const { t } = useTranslation();
  const [file, setFile] = useState<File | null>(null);
  const { percent, onProgress } = useUploading();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const take = async (chosen: File | null) => {
    if (!chosen) return;
    setBusy(true);
    setError(undefined);
    try {
      onChange(await uploadBlob(chosen, onProgress));
      setFile(chosen);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Input.Wrapper label={label} labelElement="div">
      <div className="row">
        <FileButton onChange={(chosen) => void take(chosen)} accept="image/*,application/pdf">
          {(props) => (
            <Button
              {...props}
              variant="default"
              loading={busy}
              leftSection={<IconPaperclip size={16} stroke={1.75} />}
            >
              {file ? t('console.actions.other_file') : t('console.actions.choose_file')}
            </Button>
          )}
        </FileButton>
        {file && (
          <span className="small second clip">
            {file.name} · {bytes(file.size)}
          </span>
        )}
      </div>
      {busy && <Sending percent={percent} />}
      {error !== undefined && <Trouble error={error} />}
    </Input.Wrapper>
  );
}
