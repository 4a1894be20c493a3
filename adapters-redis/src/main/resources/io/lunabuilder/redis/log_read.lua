-- Reads from an offset on, or from the next byte that is kept. ARGV: offset, at most, chunk size, chunks of the head.
-- Returns the offset of the first byte, and the bytes.
local offset, at_most = tonumber(ARGV[1]), tonumber(ARGV[2])
local size, head = tonumber(ARGV[3]), tonumber(ARGV[4])
local last, dropped = state()
local number = math.floor(offset / size)
if number >= head and number < dropped then
  number = dropped
  offset = dropped * size
end
local pieces, at = {}, offset
while at < last and at - offset < at_most and (number < head or number >= dropped) do
  local inside = at % size
  local piece = call('GETRANGE', chunk_key(number), whole(inside), whole(inside + at_most - (at - offset) - 1))
  if piece ~= '' then
    pieces[#pieces + 1] = piece
    at, number = at + #piece, number + 1
  elseif #pieces == 0 then
    -- A crash of the server took this chunk.
    number = number + 1
    at = number * size
    offset = at
  else
    break
  end
end
return { whole(offset), table.concat(pieces) }
