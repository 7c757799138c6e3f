// The mark of the program: four stalks of unequal height and a tie.
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      stroke="var(--bamboo)"
      strokeWidth={2.5}
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M6 10v17M12.7 5v22M19.3 8v19M26 12v15" />
      <path d="M3 20h26" strokeWidth={2.2} />
    </svg>
  );
}
