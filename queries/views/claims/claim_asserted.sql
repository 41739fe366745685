-- What number does each claim assert, and to which step is it judged?
-- One row per claim.
create macro claim_asserted(claims) as table
with stepped as (
    select
        *, cast(value_text as decimal(18, 6)) as stated,
        coalesce(rounding, cast(1 / power(10, length(split_part(value_text, '.', 2))) as decimal(18, 6))) as step
    from query_table(claims)
)

select * exclude (stated), half_up(stated, step) as asserted
from stepped;

comment on macro table claim_asserted is
    'Claims with step: the unit of the last decimal, or the rounding of an approximate claim; asserted: the stated '
    'value rounded to it';
