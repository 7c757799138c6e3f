// A choice that stays with the browser, such as the columns of a table.
import { useState } from 'react';

export function useKept<Value>(
  name: string,
  first: Value,
  valid: (value: unknown) => value is Value,
) {
  const key = `luytre.${name}`;
  const [value, setValue] = useState<Value>(() => {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
      return valid(kept) ? kept : first;
    } catch {
      return first;
    }
  });
  const keep = (to: Value) => {
    localStorage.setItem(key, JSON.stringify(to));
    setValue(to);
  };
  return [value, keep] as const;
}

export const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');
