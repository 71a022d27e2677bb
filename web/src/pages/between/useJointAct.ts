// Sends one act on a joint handling. The group is read again when somebody else has changed it; what was
// typed stays with whoever calls.
import { ref } from 'vue';
import { answer, api } from '@/api/client';
import { useWrite } from '@/pages/imports/useWrite';

export function useJointAct(id: () => string, version: () => number, reread: () => void) {
  const { busy, problem, write } = useWrite();
  const stale = ref(false);

  async function act(name: string, body: Record<string, unknown>): Promise<boolean> {
    stale.value = false;
    const receipt = await write(`${name} ${version()} ${JSON.stringify(body)}`, (key) =>
      answer(
        api.POST('/api/v1/joint/{joint}/{act}', {
          params: {
            path: { joint: id(), act: name },
            header: { 'Idempotency-Key': key, 'If-Match': `"${version()}"` },
          },
          body,
        }),
      ),
    );
    if (problem.value?.refusal === 'version_stale') {
      stale.value = true;
      problem.value = null;
      reread();
    }
    return receipt !== null;
  }
  return { busy, problem, stale, act };
}
