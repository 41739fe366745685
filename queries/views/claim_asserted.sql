-- What number does each claim assert, and to which step is it judged?
-- One row per claim.
create macro claim_asserted(claims) as table
select
    *,
    cast(value_text as decimal(18, 6)) as asserted,
    coalesce(rounding, cast(1 / power(10, length(split_part(value_text, '.', 2))) as decimal(18, 6))) as step
from (select unnest(claims, recursive := true));

comment on macro table claim_asserted is 'Claims with the asserted value as a number and the step of its last decimal, or of its rounding';
