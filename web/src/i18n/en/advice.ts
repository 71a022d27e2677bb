// What must come first, and who decides, in English.
import type { advice as chinese } from '@/i18n/zh/advice';

export const advice: Record<keyof typeof chinese, string> = {
  pre_title: 'What must come first',
  pre_missing: 'The project has no granted result yet for:',
  pre_missing_unit:
    'You may file all the same and will not be turned away; it may be asked for in the review. Better obtain it first, or alongside.',
  pre_missing_clerk:
    'It bars no filing; look at it in the review and name it in the one notice where it is needed.',
  pre_all_there: 'The project has a granted result for everything that must come first.',
  pre_unchecked: 'Without a project code nothing is known of what must come first:',
  pre_absent: 'not filed',
  pre_under_way: 'under way',
  pre_unclear: 'ended by a ledger that does not say how',
  pre_there: 'granted',
  pre_by: '{organ}',
  pre_no: 'No. {no}',
  pre_basis: 'Basis: {basis}',
  pre_open: 'Open the case',

  organ_proposed: 'By the catalogue and the place, {organ} receives and decides.',
  organ_proposed_by_cases: 'Taken from who has handled such cases.',
  organ_which: 'Which of these is the project',
  organ_which_lead: 'Different levels decide this matter; your choice settles the department.',
  organ_rest: 'Any other',
  organ_level_0: 'The state',
  organ_level_1: 'Autonomous region',
  organ_level_2: 'League or city',
  organ_level_3: 'Banner or county',
  organ_decides: '{organ} decides',
  organ_unknown: 'Its department is not registered; fill it in below',
  organ_unsure: 'I cannot say; let me choose the department',
  organ_unchecked: 'basis unchecked',
  organ_reached: 'reached by your figures',
  tier_above: 'By the figures of the form it is decided at this level: {level}.',
  tier_above_unit:
    'Please check the figures and the department; you may file as it is, and the department will say.',
  tier_above_clerk:
    'Please check figures and power; what is not yours names the competent organ, or is forwarded.',
  organ_other: 'Choose another department',
  organ_back: 'Back to the proposed department',
  organ_reason: 'Why another',
  organ_reason_hint: 'One sentence, for the clerk',
};
