// The form that came with a filing, and what refilings put in its place, read out of the record; with
// the schema of the matter's version of that time.
import { computed } from 'vue';
import { answer, api } from '@/api/client';
import type { Schema } from '@/api/client';
import { useQuery } from '@/ui/useQuery';
import type { FormSchema, Values } from './formSchema';

export interface StatedForm {
  day: string;
  kind: string;
  values: Values;
}

function read(text: string): Values {
  try {
    return JSON.parse(text) as Values;
  } catch {
    return { form: text };
  }
}

export function useFiledForm(about: {
  events: () => Schema['RecordedEvent'][];
  matter: () => string;
  version: () => number;
  /** Whether the schema is wanted although nothing was filled in: to fill it in now. */
  always?: boolean;
}) {
  /** Every stating of the form, the one in force last. */
  const stated = computed<StatedForm[]>(() =>
    about.events().flatMap(({ kind, body, legal_day: day }) => {
      const text = kind === 'filed' || kind === 'refiled' ? (body as Values)['form'] : undefined;
      return typeof text === 'string' && text !== '' ? [{ day, kind, values: read(text) }] : [];
    }),
  );
  const asked = useQuery((signal) => {
    const matter = about.matter();
    const wanted = about.always === true || stated.value.length > 0;
    return wanted && matter !== ''
      ? answer(api.GET('/api/v1/matters/{matter}', { signal, params: { path: { matter } } }))
      : null;
  });
  const schema = computed(() => {
    const all = asked.data.value?.versions.map((one) => one.version) ?? [];
    const found = all.find(({ version }) => version === about.version());
    return (found?.form ?? null) as FormSchema | null;
  });
  return { stated, schema, problem: asked.problem };
}
