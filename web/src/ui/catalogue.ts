// What hardly changes, asked once and shared by all pages: the catalogue (regions, matters) and the
// site (what this installation is and what day it counts from).
import { computed, ref, shallowRef } from 'vue';
import { answer, api } from '@/api/client';
import type { Problem, Schema } from '@/api/client';
import { problemOf } from './useQuery';

export type Region = Schema['Region'];
export type Matter = Schema['Matter'];

export const site = shallowRef<Schema['Site']>();
export const siteProblem = shallowRef<Problem | null>(null);
export const catalogue = shallowRef<Schema['Catalogue']>();
export const catalogueProblem = shallowRef<Problem | null>(null);

/** Asks the site again: its day, its record's length, whether it can be written. */
export async function refreshSite(): Promise<void> {
  try {
    site.value = await answer(api.GET('/api/v1/site'));
    siteProblem.value = null;
  } catch (failure) {
    siteProblem.value = problemOf(failure);
  }
}

const asking = ref(false);
/** Asks the catalogue if it is not there yet; pages that need names call it in setup. */
export async function needCatalogue(): Promise<void> {
  if (catalogue.value || asking.value) return;
  asking.value = true;
  try {
    catalogue.value = await answer(api.GET('/api/v1/catalogue'));
    catalogueProblem.value = null;
  } catch (failure) {
    catalogueProblem.value = problemOf(failure);
  } finally {
    asking.value = false;
  }
}

/** Asks the catalogue again: a version may have been published while the page was open. */
export async function refreshCatalogue(): Promise<void> {
  try {
    catalogue.value = await answer(api.GET('/api/v1/catalogue'));
  } catch {
    // What is here stands; the server judges.
  }
}

const regionsByCode = computed(
  () => new Map(catalogue.value?.regions.map((region) => [region.code, region])),
);
const mattersById = computed(
  () => new Map(catalogue.value?.matters.map((matter) => [matter.id, matter])),
);

export function regionOf(code: string): Region | undefined {
  return regionsByCode.value.get(code);
}
/** The region's name, or its code until the catalogue is there. */
export function regionName(code: string): string {
  return regionOf(code)?.name ?? code;
}
export function matterName(id: string): string {
  return mattersById.value.get(id)?.name ?? id;
}
/** The matters that `text` may mean: its words are in their name, line, code or what people call them. */
export function mattersFound(matters: Matter[], text: string): Matter[] {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const among = (matter: Matter) =>
    [matter.name, matter.line, matter.id, ...matter.names].join('\n').toLowerCase();
  return matters.filter((matter) => words.every((word) => among(matter).includes(word)));
}
/** The autonomous region. */
export const topRegion = computed(() => catalogue.value?.regions.find(({ level }) => level === 1));
/** The leagues and cities, in the order of their codes. */
export const leagues = computed(() => below(topRegion.value?.code ?? ''));
/** The regions right below one, in the order of their codes. */
export function below(code: string): Region[] {
  return (catalogue.value?.regions ?? [])
    .filter((region) => region.parent === code && region.code !== code)
    .sort((one, other) => one.code.localeCompare(other.code));
}
/** 1 the autonomous region, 2 a league or city, 3 a banner or county; 0 where the code is unknown. */
export const levelOf = (code: string): number => regionOf(code)?.level ?? 0;
/** From the league down to the region itself, without the autonomous region. */
export function regionTrail(code: string): Region[] {
  const trail: Region[] = [];
  for (let at = regionOf(code); at && at.level > 1; at = regionOf(at.parent)) {
    trail.unshift(at);
    if (trail.length > 4) break; // A catalogue that turns in a circle must not hang the page.
  }
  return trail;
}
