import {h} from './dom.js';

const STATUS = {
  pending: 'Waiting',
  in_progress: 'Running',
  completed: 'Completed',
  error: 'Failed',
  cancelled: 'Cancelled',
};

export const STAGES = ['queued', 'staging', 'starting', 'building', 'pushing', 'verifying'];

const STAGE = {
  queued: 'Waiting in the queue',
  staging: 'Fetching the archive',
  starting: 'Starting the builder',
  building: 'Running the steps',
  pushing: 'Writing the image',
  verifying: 'Checking the image',
};

const ROLES = ['reader', 'builder', 'admin'];

export const STATUSES = Object.keys(STATUS);

export function statusWord(status) {
  return STATUS[status] ?? status;
}

export function stageWord(stage) {
  return STAGE[stage] ?? stage;
}

export function isOver(build) {
  return !['pending', 'in_progress'].includes(build.status);
}

/** May a caller with one role do what needs another? */
export function mayDo(role, needed) {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

/** Told by its words, its colour and its shape. */
export function badge(status) {
  return h('span', {class: `badge ${status}`}, statusWord(status));
}

/** For people: 20 ms, 0.3 s, 12 s, 2 min 5 s, 1 h 2 min. */
export function duration(millis) {
  const seconds = Math.max(0, millis) / 1000;
  if (seconds < 0.1) {
    return `${Math.round(seconds * 1000)} ms`;
  }
  if (seconds < 10) {
    return `${seconds.toFixed(1)} s`;
  }
  const whole = Math.round(seconds);
  if (whole < 60) {
    return `${whole} s`;
  }
  return whole < 3600
    ? `${Math.floor(whole / 60)} min ${whole % 60} s`
    : `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** The same of something that still goes on: whole seconds, so that it is calm to look at. */
export function soFar(millis) {
  return millis < 10_000 ? `${Math.max(0, Math.floor(millis / 1000))} s` : duration(millis);
}

/** How long a build has taken from its first attempt on; null when it has not begun. */
export function taken(build, now = Date.now()) {
  if (!build.start_time) {
    return null;
  }
  const end = build.end_time ? Date.parse(build.end_time) : now;
  return end - Date.parse(build.start_time);
}

export function size(bytes) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let number = bytes;
  let unit = 0;
  while (number >= 1000 && unit < units.length - 1) {
    number /= 1000;
    unit++;
  }
  return `${unit === 0 || number >= 100 ? Math.round(number) : number.toFixed(1)} ${units[unit]}`;
}

const AGO = new Intl.RelativeTimeFormat('en', {numeric: 'auto'});
const UNITS = [['day', 86_400], ['hour', 3600], ['minute', 60]];

export function ago(time, now = Date.now()) {
  const seconds = Math.round((now - Date.parse(time)) / 1000);
  const unit = UNITS.find(([, length]) => seconds >= length);
  return unit ? AGO.format(-Math.floor(seconds / unit[1]), unit[0]) : 'just now';
}

/** A time that says how long ago it was, and in full when pointed at. */
export function timeElement(time) {
  const date = new Date(time);
  return h('time', {datetime: time, title: date.toLocaleString()}, ago(time));
}

/** Brings all times below an element up to date. */
export function refreshTimes(root) {
  for (const element of root.querySelectorAll('time[datetime]')) {
    element.textContent = ago(element.dateTime);
  }
}
