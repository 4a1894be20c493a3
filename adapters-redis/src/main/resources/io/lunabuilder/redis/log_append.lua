-- Adds to the end. ARGV: offset where the writer believes the end to be, text, chunk size, chunks of the head,
-- chunks of the tail, lifetime in ms, channel, build. Returns the new end, or nothing when another writer was here.
local expected, text = tonumber(ARGV[1]), ARGV[2]
local size, head, tail, lifetime = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), ARGV[6]
local last, dropped = state()
if expected ~= last then
  -- The same text again, since its writer did not hear the answer.
  if expected + #text == last then return { whole(last) } end
  if expected < last then return {} end
  -- A crash took the end of what readers may have seen: offsets keep their meaning.
  last = expected
end

local at, from = last, 1
while from <= #text do
  local number, inside = math.floor(at / size), at % size
  local piece = string.sub(text, from, from + size - inside - 1)
  call('SETRANGE', chunk_key(number), whole(inside), piece)
  if inside == 0 or from == 1 then call('PEXPIRE', chunk_key(number), lifetime) end
  at, from = at + #piece, from + #piece
end

local first_of_tail = math.ceil(at / size) - tail
for number = math.max(head, dropped), first_of_tail - 1 do
  call('UNLINK', chunk_key(number))
end
if first_of_tail > math.max(head, dropped) then call('HSET', log, 'dropped', whole(first_of_tail)) end
call('HSET', log, 'end', whole(at))
call('PEXPIRE', log, lifetime)
call('PUBLISH', ARGV[7], ARGV[8] .. ' ' .. whole(at) .. ' 0')
return { whole(at) }
