import {h} from './dom.js';
import {STAGES, duration, isOver, soFar, stageWord} from './words.js';

/** Below it a bar would not be seen. */
const NARROWEST = 0.5;

/**
 * The stages of a build that it reached in its last attempt, each with a bar as long as it took.
 */
export function timelineOf(build, now = Date.now()) {
  const spans = spansOf(build, now);
  const begin = spans[0].begin;
  const whole = Math.max(1, spans.at(-1).end - begin);
  const list = h('ol', {class: 'timeline'}, spans.map((span) => {
    const bar = h('span', {class: `bar ${span.state}`, 'aria-hidden': 'true'});
    bar.style.left = `${(100 * (span.begin - begin)) / whole}%`;
    bar.style.width = `${Math.max(NARROWEST, (100 * (span.end - span.begin)) / whole)}%`;
    const word = span.stage === 'queued' && build.attempt > 1 ? 'Queue, earlier attempts' : stageWord(span.stage);
    return h('li', {'data-stage': span.stage},
      h('span', {class: 'stage'}, word),
      h('span', {class: 'track', 'aria-hidden': 'true'}, bar),
      h('span', {class: 'took'}, span.state === 'failed' ? 'failed after ' : '', lengthOf(span)));
  }));
  return [h('h2', {id: 'stages'}, 'Stages'), list];
}

function lengthOf(span) {
  const millis = span.end - span.begin;
  return span.state === 'running' ? soFar(millis) : duration(millis);
}

/** From one stage to the next; the last one ends with the build, or now. */
function spansOf(build, now) {
  const end = build.end_time ? Date.parse(build.end_time) : now;
  const starts = [
    {stage: 'queued', begin: Date.parse(build.create_time)},
    ...build.stages.map(({stage, start_time}) => ({stage, begin: Date.parse(start_time)})),
  ].sort((a, b) => a.begin - b.begin || STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage));
  return starts.map(({stage, begin}, i) => {
    const last = i === starts.length - 1;
    return {stage, begin, end: Math.max(begin, last ? end : starts[i + 1].begin), state: stateOf(build, last)};
  });
}

function stateOf(build, last) {
  if (!last) {
    return 'done';
  }
  if (!isOver(build)) {
    return 'running';
  }
  return {error: 'failed', cancelled: 'cancelled'}[build.status] ?? 'done';
}
