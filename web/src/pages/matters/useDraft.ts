// A draft on its page: read, typed, saved, sent on its way. What is typed is kept in this browser until
// it is saved, so that a closed tab loses nothing.
import { computed, ref, watch } from 'vue';
import type { Ref } from 'vue';
import { answer, api } from '@/api/client';
import type { Schema } from '@/api/client';
import type { Values } from '@/forms/formSchema';
import { useWrite } from '@/pages/imports/useWrite';
import { catalogue, needCatalogue } from '@/ui/catalogue';
import { useQuery } from '@/ui/useQuery';
import { proposedOf, valuesOf } from './draftValues';
import { prettyForm } from './formText';

type Draft = Schema['MatterDraft'];
export type Step = 'submit' | 'return' | 'drop' | 'publish';

interface Kept {
  seen: number;
  values: Values;
  form: string;
}
const keyOf = (matter: string) => `matter-draft:${matter}`;
function readKept(matter: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(matter)) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}

/** A draft of a matter that neither the catalogue nor a draft knows yet. */
function emptyDraft(matter: string): Draft {
  const basis = { text: '', confidence: 'U' as const, note: '' };
  const days = (count: number) => ({ unit: 'working_days' as const, count });
  const version: Schema['MatterVersion'] = {
    matter,
    name: '',
    line: '',
    kind: 'licence',
    named_in_notice: false,
    version: 1,
    valid_from: '',
    valid_to: null,
    valid_from_note: '',
    promised: days(20),
    promised_basis: basis,
    statutory: days(20),
    statutory_basis: basis,
    statutory_from: 'acceptance',
    first_review: days(20),
    forward: days(7),
    correction: null,
    extension_cap: 10,
    extension_basis: { text: '行政许可法 第四十二条第一款', confidence: 'C', note: '' },
    extension_by: '',
    joint: false,
    silence: 'nothing',
    promise_allowed: false,
    gap_allowed: false,
    pause_grounds: [],
    papers: [],
    papers_basis: basis,
    power: basis,
    tiers: [],
    prerequisites: [],
    documents: [],
    validity: basis,
    note: '',
    form: null,
  };
  return {
    matter,
    draft_version: 0,
    state: 'none',
    name: '',
    version,
    form_text: '',
    aliases: [],
    reason: '',
    backdated_reason: '',
    writers: [],
    returned: '',
    changed: '',
    last_version: null,
    changes: [],
    objections: [],
  };
}

export function useDraft(matter: Ref<string>) {
  const values = ref<Values>({});
  const form = ref('');
  const seen = ref(0);
  const stale = ref(false);
  const read = useQuery((signal) => {
    const params = { path: { matter: matter.value } };
    const asked = answer(api.GET('/api/v1/matter-drafts/{matter}', { signal, params }));
    return asked.catch((failure: { problem?: { status: number } }) => {
      if (failure.problem?.status !== 404) throw failure;
      return emptyDraft(matter.value);
    });
  });
  const draft = read.data;
  const asRead = computed(() =>
    draft.value ? JSON.stringify([valuesOf(draft.value), prettyForm(draft.value.form_text)]) : '',
  );
  const changed = computed(() => JSON.stringify([values.value, form.value]) !== asRead.value);

  function takeOver(found: Draft): void {
    seen.value = found.draft_version;
    values.value = valuesOf(found);
    form.value = prettyForm(found.form_text);
  }
  watch(draft, (found) => {
    if (!found) return;
    const kept = readKept(matter.value);
    takeOver(found);
    if (!kept || found.state === 'submitted') return;
    values.value = kept.values;
    form.value = kept.form;
    stale.value = kept.seen !== found.draft_version;
  });
  watch(
    [values, form],
    () => {
      if (!draft.value) return;
      if (!changed.value) return localStorage.removeItem(keyOf(matter.value));
      const kept: Kept = { seen: seen.value, values: values.value, form: form.value };
      try {
        localStorage.setItem(keyOf(matter.value), JSON.stringify(kept));
      } catch {
        // Without storage the page still works, it only cannot be left and come back to.
      }
    },
    { deep: true },
  );

  const { busy, problem, write } = useWrite();
  const published = ref(0);
  const header = (key: string) => ({ 'Idempotency-Key': key, 'If-Match': `"${seen.value}"` });

  function forget(): void {
    localStorage.removeItem(keyOf(matter.value));
    stale.value = false;
    read.reload();
  }
  async function save(): Promise<boolean> {
    if (!draft.value) return false;
    const body = proposedOf(draft.value, values.value, form.value);
    const done = await write(`save ${seen.value} ${JSON.stringify(body)}`, (key) =>
      answer(
        api.PUT('/api/v1/matter-drafts/{matter}', {
          params: { path: { matter: matter.value }, header: header(key) },
          body,
        }),
      ),
    );
    if (done) forget();
    if (!done && problem.value?.refusal === 'version_stale') {
      // What is typed stays; the next save knows of the other one's.
      stale.value = true;
      const params = { path: { matter: matter.value } };
      const newer = await answer(api.GET('/api/v1/matter-drafts/{matter}', { params }));
      seen.value = newer.draft_version;
    }
    return done !== null;
  }
  async function step(name: Step, reason = ''): Promise<boolean> {
    const done = await write(`${name} ${seen.value} ${reason}`, (key) =>
      answer(
        api.POST('/api/v1/matter-drafts/{matter}/{step}', {
          params: { path: { matter: matter.value, step: name }, header: header(key) },
          body: reason ? { reason } : {},
        }),
      ),
    );
    if (!done) return false;
    if (done.published) {
      published.value = done.published;
      catalogue.value = undefined;
      void needCatalogue();
    }
    forget();
    return true;
  }
  return { draft, read, values, form, changed, stale, busy, problem, published, save, step };
}
