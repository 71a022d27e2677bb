// The public look-up of a case's progress, in English.
import type { ProgressWords } from '@/i18n/zh/progress';

export const progress: ProgressWords = {
  progress_title: 'Progress of an application',
  progress_lead:
    "How far an application is and how many days are left. No sign-in; no person's name, no telephone number.",
  progress_by_code: 'By query code',
  progress_code: 'Query code',
  progress_code_hint:
    '15 characters on the receipt and on the notice of acceptance, such as 7K3QF-0ZM4T-W81XB',
  progress_code_odd: 'A query code has 15 digits and letters; please compare it with the receipt',
  progress_by_case: 'Without a code: by case number and the end of the credit code',
  progress_case: 'Case number',
  progress_case_hint: '32 characters, on the receipt and on every notice',
  progress_case_odd: 'Please fill in the case number',
  progress_end: 'Last four characters of the unified social credit code',
  progress_end_hint: "The project unit's, on its business licence",
  progress_end_odd: 'Please fill in the last four digits or letters',
  progress_go: 'Look up',
  progress_go_case: 'Look up by number',
  progress_asking: 'Looking it up…',
  progress_none: 'Nothing found',
  progress_none_note:
    'The code or number is not in our record. Please compare it with the receipt; if it stays unknown, ask the department that took the application in.',
  progress_again: 'Look up another',
  progress_number: 'Case number',
  progress_project: 'Project',
  progress_masked: 'only the ends are shown, for privacy',
  progress_matter: 'Matter',
  progress_organ: 'With whom it is',
  progress_organ_ended: 'Who ended it',
  progress_received: 'Received',
  progress_accepted: 'Accepted',
  progress_due: 'Due',
  progress_provisional: 'by a calendar not yet published',
  progress_ended: 'Ended',
  progress_not_yet: 'not yet',
  progress_steps: 'What happened',
  progress_as_of:
    'As of {day}. Limits count in working days; the light follows from them by itself.',
  progress_say_in_review:
    'The department is checking whether the papers are complete; if it names no defect within five working days, the application counts as accepted.',
  progress_say_waiting_for_unit:
    'The department has told all defects at once and waits for the unit to mend them; then it goes on.',
  progress_say_deciding: 'Accepted; the department will decide by the due day.',
  progress_say_paused:
    'A hearing, test or expert review that the law provides for is under way; its time does not count.',
  progress_say_granted:
    'Granted; the document is being made and will be delivered within ten working days.',
  progress_say_not_accepted: 'Not accepted; the reasons are in the written notice.',
  progress_say_refused: 'Refused; reasons and remedies are in the written decision.',
  progress_say_issued: 'Granted, and the licence issued; done.',
  progress_say_withdrawn: 'The unit has withdrawn its application.',
  progress_say_lapsed: 'The unit did not mend the defects in time; the application has ended.',
  progress_say_removed: 'The project was removed from the platform; the application ended with it.',
  progress_say_finished: 'Done.',
  progress_query_code: 'Query code',
  progress_query_code_note: 'asks for the progress without an account',
  progress_copy_code: 'Copy the query code',
  progress_open: 'Go to the look-up',
};
