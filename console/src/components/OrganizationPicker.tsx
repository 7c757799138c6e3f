// Picks a body by typing part of its name; the server searches.
import { Loader, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as queries from '@/api/queries';
import type { OrganizationRef } from '@/api/types';

export function OrganizationPicker({
  value,
  onChange,
  label,
  placeholder,
  required = false,
  clearable = true,
  autoFocus = false,
}: {
  value: OrganizationRef | null;
  onChange: (organization: OrganizationRef | null) => void;
  label?: string;
  placeholder?: string;
  required?: boolean;
  clearable?: boolean;
  autoFocus?: boolean;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState(value?.name ?? '');
  const [asked] = useDebouncedValue(text, 180);
  const { data, isFetching } = useQuery({
    ...queries.organizations(asked === value?.name ? '' : asked),
    placeholderData: keepPreviousData,
  });
  const known = data?.items ?? [];
  const options = value && !known.some(({ id }) => id === value.id) ? [value, ...known] : known;
  return (
    <Select
      {...(label ? { label } : { 'aria-label': placeholder ?? t('console.picker.body') })}
      placeholder={placeholder ?? t('console.picker.body')}
      searchable
      clearable={clearable}
      clearButtonProps={{ 'aria-label': t('console.picker.clear') }}
      required={required}
      data-autofocus={autoFocus || undefined}
      data={options.map(({ id, name }) => ({ value: id, label: name }))}
      // The server has searched already, without regard to diacritics.
      filter={({ options: all }) => all}
      limit={40}
      value={value?.id ?? null}
      searchValue={text}
      onSearchChange={setText}
      nothingFoundMessage={t('console.picker.none')}
      rightSection={isFetching ? <Loader size={14} /> : undefined}
      onChange={(id) => {
        const found = options.find((one) => one.id === id);
        onChange(found ? { id: found.id, name: found.name, code: found.code ?? null } : null);
      }}
    />
  );
}
