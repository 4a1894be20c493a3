-- What all scripts begin with. A build is a text of three lines: an array of what changes, the order as it was
-- accepted, and how it ended. See docs/redis.md.
local STATUS, SEQUENCE, KEY, CREATED, ATTEMPT, STAGE = 1, 2, 3, 4, 5, 6
local STARTED, OWNER, TOKEN, CANCEL, RETRY, ENDED, LINK, TIMES = 7, 8, 9, 10, 11, 12, 13, 14

-- A pause of all who use the store, or a jump of the server's clock, longer than this is no time for leases.
local LONGEST_SILENCE = 3000

local call = redis.call

local function key(name)
  return KEYS[1] .. ':' .. name
end

local function parse(id, text)
  local head, order, ending = string.match(text, '^([^\n]*)\n([^\n]*)\n(.*)$')
  return { id = id, head = cjson.decode(head), order = order, ending = ending, text = text }
end

local function load(id)
  local text = call('GET', key('build:' .. id))
  return text and parse(id, text)
end

-- Keeps a build, and announces it; one that waits also to runners that wait.
local function save(build)
  local head = build.head
  build.text = cjson.encode(head) .. '\n' .. build.order .. '\n' .. build.ending
  call('SET', key('build:' .. build.id), build.text)
  call('PUBLISH', key('changes'), build.id .. build.text)
  if head[STATUS] == 'PENDING' or head[STATUS] == 'IN_PROGRESS' and head[TOKEN] == '' then
    call('PUBLISH', key('work'), build.id)
  end
end

-- Moves a build to another index of those that have one status.
local function become(build, status)
  call('ZREM', key('status:' .. build.head[STATUS]), build.id)
  call('ZADD', key('status:' .. status), 0, build.id)
  build.head[STATUS] = status
end

local function whole(number)
  return string.format('%.0f', number)
end

local function server_millis()
  local time = call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- The time that leases are measured in: that of the server, without outages and jumps.
local function store_time(stands)
  local now = server_millis()
  local clock = call('HMGET', key('clock'), 'server', 'store')
  local step = now - (tonumber(clock[1]) or now)
  if step < 0 or step > LONGEST_SILENCE then step = 0 end
  local time = (tonumber(clock[2]) or 0) + step
  if not stands then
    call('HSET', key('clock'), 'server', whole(now), 'store', whole(time))
  end
  return time
end

-- Grows from claim to claim, also when the server forgot the last ones in a crash: it follows the time.
local function next_token()
  local time = call('TIME')
  local now = time[1] * 1000000 + time[2]
  local last = tonumber(call('GET', key('token')) or 0)
  local token = whole(math.max(now, last + 1))
  call('SET', key('token'), token)
  return token
end

local function lease_of(build)
  return whole(build.head[SEQUENCE]) .. ':' .. build.id
end

local function hold(build, millis)
  call('ZADD', key('leases'), whole(store_time() + millis), lease_of(build))
end

-- The builds whose leases are over, as pairs of a place in the queue and an id.
local function left_builds(time)
  local left = {}
  for _, lease in ipairs(call('ZRANGE', key('leases'), '-inf', whole(time), 'BYSCORE')) do
    local sequence, id = string.match(lease, '^(%d+):(.*)$')
    left[#left + 1] = { sequence = tonumber(sequence), id = id }
  end
  return left
end

local function is_held(build, token)
  return build and build.head[STATUS] == 'IN_PROGRESS' and build.head[TOKEN] == token
end

local function leave_line(build)
  call('ZREM', key('queue'), build.id)
  call('ZREM', key('ready'), build.id)
  call('ZREM', key('delayed'), build.id)
end

local function finish(build, status, ended, ended_millis, ending)
  become(build, status)
  build.head[OWNER], build.head[TOKEN], build.head[RETRY], build.head[CANCEL] = '', '', '', 0
  -- Nothing is fetched any more, and the link may hold a secret.
  build.head[ENDED], build.head[LINK] = ended, ''
  build.ending = ending
  call('ZADD', key('ended'), ended_millis, build.id)
  save(build)
end

local function forget(build)
  call('DEL', key('build:' .. build.id))
  call('ZREM', key('status:' .. build.head[STATUS]), build.id)
  call('ZREM', key('ended'), build.id)
  local name = build.head[KEY]
  if name ~= '' and call('GET', key('key:' .. name)) == build.id then
    call('DEL', key('key:' .. name))
  end
end
