-- Which published means does a claim about their composition name?
-- One row per claim, moment and mean: the limits of the sum of its parts.
create macro claim_mean(claims, inputs, amounts) as table
with named as (
    select *, row_number() over () as input_number
    from query_table(inputs)
)

select claim_id, moment, item, short, low * n_chosen as low, high * n_chosen as high, n_chosen, input_number
from query_table(amounts)
join (select claim_id, n_parts as n_chosen from claim_asserted(claims)) using (claim_id)
join (select claim_id, item, input_number from named where role = 'base') using (claim_id, item)
where role = 'base' and variant = '' and is_known;

comment on macro table claim_mean is
    'Means whose parts are not named. Columns: item, short: the mean as published; n_chosen: how many parts it is '
    'said to have; low, high: limits of their sum; input_number: their order';
