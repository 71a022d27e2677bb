// The draft that the page of a new filing is about: which one, kept as it is written, and told when
// another tab has sent it, so that one application is not sent twice.
import { onScopeDispose, reactive, ref, watch } from 'vue';
import { emptyFiling } from './filingDraft';
import type { Filing } from './filingDraft';
import { draftFiled, draftFrom, keepDraft, keyOfDraft, newDraftId } from './keptDrafts';
import { readDraft, readDrafts } from './keptDrafts';
import type { Draft } from './keptDrafts';

/** What the page's address asks for: one draft (a new one comes with its id, so that a reload finds it
    again), or one for a project (and matter); nothing: the one written last. */
export interface Wanted {
  draft?: string;
  project?: string;
  matter?: string;
}

function draftWanted(account: string, { draft, project, matter }: Wanted): Draft | null {
  if (draft) return readDraft(account, draft);
  const drafts = readDrafts(account);
  if (!project) return matter ? null : (drafts[0] ?? null);
  return (
    drafts.find(
      ({ filing }) =>
        filing.projectCode === project && (!matter || !filing.matter || filing.matter === matter),
    ) ?? null
  );
}

export function useFilingDraft(account: string, region: string | undefined, wanted: Wanted) {
  const found = draftWanted(account, wanted);
  const id = ref(found?.id ?? wanted.draft ?? newDraftId());
  const restored = ref(found !== null && !found.filed);
  /** The case that another tab made of it. */
  const filedElsewhere = ref(found?.filed ?? '');
  /** Another tab writes the same draft: what is written last stays. */
  const alsoOpen = ref(false);
  const asked: Partial<Filing> = {
    ...(wanted.project ? { projectCode: wanted.project } : {}),
    ...(wanted.matter ? { matter: wanted.matter } : {}),
  };
  const filing = reactive<Filing>({ ...emptyFiling(region), ...(found?.filing ?? asked) });
  if (restored.value && wanted.matter && !filing.matter) filing.matter = wanted.matter;

  // What the page fills in by itself is no draft yet.
  const touched = ref(restored.value);
  const keep = () => {
    if (touched.value && !filedElsewhere.value) keepDraft(account, id.value, filing);
  };
  watch([filing, touched], keep, { deep: true });
  function touch(): void {
    touched.value = true;
  }
  // What is chosen by a button or dropped sends no event of a field.
  watch(() => [filing.matter, filing.files.length, filing.papers.length], touch);
  function hear(event: StorageEvent): void {
    if (event.key !== keyOfDraft(account, id.value) || event.storageArea !== localStorage) return;
    const draft = draftFrom(event.newValue);
    if (draft?.filed) filedElsewhere.value = draft.filed;
    else if (draft) alsoOpen.value = true;
  }
  window.addEventListener('storage', hear);
  onScopeDispose(() => window.removeEventListener('storage', hear));

  /** Another one; what was written so far stays in the list of drafts. */
  function startAfresh(): void {
    touched.value = false;
    id.value = newDraftId();
    Object.assign(filing, emptyFiling(region));
    restored.value = false;
    alsoOpen.value = false;
    filedElsewhere.value = '';
  }
  function filed(caseId: string): void {
    touched.value = false;
    draftFiled(account, id.value, caseId);
  }
  return { id, filing, restored, filedElsewhere, alsoOpen, touch, startAfresh, filed };
}
