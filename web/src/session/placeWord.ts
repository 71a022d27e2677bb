// Where a person belongs, in one phrase: the project unit, or the organ with its region. Most organs
// carry the region in their name; then it is not said twice.
import { regionName } from '@/ui/catalogue';

export function placeWord(person: {
  region: string;
  department: string;
  unit_name: string;
}): string {
  if (person.unit_name) return person.unit_name;
  const region = person.region ? regionName(person.region) : '';
  if (person.department.startsWith(region)) return person.department || region;
  return `${region} ${person.department}`.trim();
}
