import type { ProofStatus } from '@/api/types';
import { messageText } from '@/i18n/messages';

/** The words of a proof, with the days of the quiet time where it counts them. */
export function proofWords(proof: ProofStatus): string {
  return messageText({
    code: `malware.proof.${proof.proof}`,
    arguments: { done: String(proof.days_done ?? 0), needed: String(proof.days_needed ?? 0) },
  });
}
