#!/usr/bin/env node
// Writes law/calendars/YYYY.json: what the State Council's yearly notice says for published years,
// and only the statutory days for years whose notice is not out (marked "published": false).
// Clauses: 行政许可法 82 (working days), 民法典 203; rulings 1.
//
//   node tools/make_calendars.mjs HOLIDAYS.csv law/calendars
//
// HOLIDAYS.csv has the columns date,kind,name with kind holiday or makeup_workday. A holiday row
// may be a weekend day inside an announced block; plain weekends are not listed. The script refuses
// to write when a statutory day of a published year is not a day off, so that the rules below for
// lunar days and 清明 are proved on every published year before they are used for later ones.
import {readFileSync, writeFileSync} from 'node:fs';

const [csvPath, outDir] = process.argv.slice(2);
if (!csvPath || !outDir) {
  console.error('usage: make_calendars.mjs HOLIDAYS.csv OUT_DIR');
  process.exit(2);
}

const LAST_YEAR = 2035;
const NOTICE = (year) => `国务院办公厅关于${year}年部分节假日安排的通知`;
// Later notices that changed a year already published.
const CHANGED_BY = {
  2015: '国务院关于中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休放假的通知',
  2019: '国务院办公厅关于调整2019年劳动节假期安排的通知',
  2020: '国务院办公厅关于延长2020年春节假期的通知',
};
const COMPUTED =
    '依《全国年节及纪念日放假办法》推算的法定节假日；国务院办公厅当年放假安排尚未公布，不含调休';

const iso = (date) => date.toISOString().slice(0, 10);
const utc = (year, month, day) => new Date(Date.UTC(year, month - 1, day));
const plus = (date, days) => new Date(date.getTime() + days * 86400000);

/**
 * The civil day at +08:00 of the new moon nearest to a day. Meeus, Astronomical Algorithms, ch. 49,
 * the terms above half a minute. Intl's own new moons are off by minutes, enough to miss the day
 * when a new moon falls near midnight: 2027-02-06 23:56 at +08:00 is the first day of that year.
 */
function newMoonNear(date) {
  const julian = date.getTime() / 86400000 + 2440587.5;
  const k = Math.round((julian - 2451550.09766) / 29.530588861);
  const t = k / 1236.85;
  const sin = (degrees) => Math.sin(degrees * Math.PI / 180);
  const e = 1 - 0.002516 * t - 0.0000074 * t * t;
  const m = 2.5534 + 29.1053567 * k - 0.0000014 * t * t;               // sun's mean anomaly
  const n = 201.5643 + 385.81693528 * k + 0.0107582 * t * t;           // moon's mean anomaly
  const f = 160.7108 + 390.67050284 * k - 0.0016118 * t * t;           // argument of latitude
  const o = 124.7746 - 1.56375588 * k + 0.0020672 * t * t;             // ascending node
  const terrestrial = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t
      - 0.4072 * sin(n) + 0.17241 * e * sin(m) + 0.01608 * sin(2 * n) + 0.01039 * sin(2 * f)
      + 0.00739 * e * sin(n - m) - 0.00514 * e * sin(n + m) + 0.00208 * e * e * sin(2 * m)
      - 0.00111 * sin(n - 2 * f) - 0.00057 * sin(n + 2 * f) + 0.00056 * e * sin(2 * n + m)
      - 0.00042 * sin(3 * n) + 0.00042 * e * sin(m + 2 * f) + 0.00038 * e * sin(m - 2 * f)
      - 0.00024 * e * sin(2 * n - m) - 0.00017 * sin(o) + 0.000325 * sin(299.77 + 0.107408 * k);
  const DELTA_T = 72 / 86400;                                          // seconds, about 2010-2035
  const beijing = terrestrial - DELTA_T + 8 / 24;
  return new Date(Math.floor(beijing - 2440587.5) * 86400000);
}

/** The civil day of a lunar month and day that falls in the Gregorian year. */
function lunar(year, month, day) {
  const format = new Intl.DateTimeFormat('en-u-ca-chinese',
                                         {timeZone: 'UTC', month: 'numeric', day: 'numeric'});
  for (let date = utc(year, 1, 1); date.getUTCFullYear() === year; date = plus(date, 1)) {
    const parts = Object.fromEntries(format.formatToParts(date).map((p) => [p.type, p.value]));
    // Intl tells which month it is; the moon tells on which day that month begins.
    if (parts.month === String(month) && parts.day === '1') return plus(newMoonNear(date), day - 1);
  }
  throw new Error(`no lunar ${month}-${day} in ${year}`);
}

/** 清明 in the 21st century, by the usual formula of the solar term. */
function qingming(year) {
  const y = year % 100;
  return utc(year, 4, Math.floor(y * 0.2422 + 4.81) - Math.floor(y / 4));
}

/** Statutory days of 放假办法: 11 to 2024, 13 since 2025 (除夕 and 2 May added). */
function statutory(year) {
  const thirteen = year >= 2025;
  const newYear = lunar(year, 1, 1);
  const days = [[utc(year, 1, 1), '元旦']];
  for (let i = thirteen ? -1 : 0; i < 3; ++i) days.push([plus(newYear, i), '春节']);
  days.push([qingming(year), '清明节'], [utc(year, 5, 1), '劳动节']);
  if (thirteen) days.push([utc(year, 5, 2), '劳动节']);
  days.push([lunar(year, 5, 5), '端午节'], [lunar(year, 8, 15), '中秋节']);
  for (let i = 1; i <= 3; ++i) days.push([utc(year, 10, i), '国庆节']);
  const named = new Map();   // 中秋 may fall on a day of 国庆: one day, both names
  for (const [date, name] of days) {
    const day = iso(date);
    named.set(day, named.has(day) ? `${named.get(day)}、${name}` : name);
  }
  return [...named].map(([day, name]) => ({day, kind: 'day_off', name}))
      .sort((a, b) => a.day.localeCompare(b.day));
}

function published(path) {
  const years = new Map();
  const lines = readFileSync(path, 'utf8').replace(/^\uFEFF/, '').trim().split(/\r?\n/);
  if (!lines.shift().startsWith('date,kind,name')) throw new Error('expected date,kind,name');
  for (const line of lines) {
    const [day, kind, name] = line.split(',');
    if (!['holiday', 'makeup_workday'].includes(kind)) throw new Error(`unknown kind: ${line}`);
    const year = Number(day.slice(0, 4));
    if (!years.has(year)) years.set(year, []);
    years.get(year).push(
        {day, kind: kind === 'holiday' ? 'day_off' : 'make_up_workday', name});
  }
  return years;
}

function write(year, isPublished, source, days) {
  const rows = days.map((entry) => '    ' + JSON.stringify(entry)).join(',\n');
  writeFileSync(`${outDir}/${year}.json`,
                `{\n  "year": ${year},\n  "published": ${isPublished},\n  "source": ` +
                    `${JSON.stringify(source)},\n  "days": [\n${rows}\n  ]\n}\n`);
}

function workingDays(year, days) {
  const kinds = new Map(days.map((entry) => [entry.day, entry.kind]));
  let count = 0;
  for (let date = utc(year, 1, 1); date.getUTCFullYear() === year; date = plus(date, 1)) {
    const kind = kinds.get(iso(date));
    const weekend = [0, 6].includes(date.getUTCDay());
    if (kind === 'make_up_workday' || (!weekend && kind !== 'day_off')) ++count;
  }
  return count;
}

const years = published(csvPath);
for (const [year, days] of years) {
  const off = new Set(days.filter((d) => d.kind === 'day_off').map((d) => d.day));
  const missing = statutory(year).filter((d) => !off.has(d.day));
  if (missing.length) throw new Error(`${year}: not days off: ${JSON.stringify(missing)}`);
  const source = CHANGED_BY[year] ? `${NOTICE(year)}；${CHANGED_BY[year]}` : NOTICE(year);
  write(year, true, source, days);
  console.log(year, workingDays(year, days));
}
for (let year = Math.max(...years.keys()) + 1; year <= LAST_YEAR; ++year) {
  const days = statutory(year);
  write(year, false, COMPUTED, days);
  console.log(year, 'not published,', days.length, 'statutory days');
}
