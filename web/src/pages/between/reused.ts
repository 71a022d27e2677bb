// A paper that a filing takes by reference: which, from which case of the project, from which event there.
export interface Reused {
  paper: string;
  from_case: string;
  event: number;
}
