-- What all scripts of a log begin with. A log is a hash of where it ends, and strings of CHUNK bytes under the number
-- of the chunk; those between the head and the tail are dropped when it grows. See docs/redis.md.
local call = redis.call
local log = KEYS[1]

local function whole(number)
  return string.format('%.0f', number)
end

local function chunk_key(number)
  return log .. ':' .. whole(number)
end

-- Where it ends; the first chunk that is kept behind the dropped ones, or 0; and is it sealed?
local function state()
  local fields = call('HMGET', log, 'end', 'dropped', 'sealed')
  return tonumber(fields[1]) or 0, tonumber(fields[2]) or 0, fields[3] == '1'
end

local function each_kept_chunk(size, head, visit)
  local last, dropped = state()
  for number = 0, math.ceil(last / size) - 1 do
    if number < head or number >= dropped then visit(chunk_key(number)) end
  end
end
