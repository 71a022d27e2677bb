// Cases that nobody is named for. The record never leaves a case without an officer: until one is named
// the duty officer stands in, by this name; an imported row may have none at all.
export const dutyOfficer = '值班人员';

export const isUnclaimed = ({ officer }: { officer: string }): boolean =>
  officer === '' || officer === dutyOfficer;
