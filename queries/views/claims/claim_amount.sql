-- What do the figures of one side of a claim add up to, with every part and with the parts left out?
-- One row per claim, moment, variant (blank: nothing left out), role and item.
create macro claim_amount(claims, inputs, figures) as table
with asked as (
    select claim_id, coalesce(parts, 'sum') as parts
    from query_table(claims)
),

left_out as (
    select claim_id, item as variant, criterion, benchmark_id
    from query_table(inputs)
    where role = 'left_out'
),

variant as (
    select claim_id, '' as variant from asked
    union
    select claim_id, variant from left_out
),

kept as (
    select figure.*, variant.variant
    from query_table(figures) as figure
    join variant using (claim_id)
    where not exists (
        from left_out
        where left_out.claim_id = figure.claim_id and left_out.variant = variant.variant and (
            left_out.benchmark_id = figure.benchmark_id or left_out.criterion = figure.criterion
            or starts_with(figure.criterion, left_out.criterion || '/')
        )
    )
),

added as (
    select
        claim_id, moment, variant, role, item, parts, record,
        first(model_id order by input_number) as model_id, first(team_id order by input_number) as team_id,
        count(*) as n_parts, bool_and(value is not null) as is_known,
        sum(cast(value as decimal(38, 6)) * factor) as total,
        sum(half_width * abs(factor)) as width,
        bool_or(factor <> 1) as has_factor,
        bool_and(coalesce(signed_score, value) = value) as is_upward,
        string_agg(
            value_text || case when factor = 1 then '' else ' × ' || plain_number(factor) end,
            ' + ' order by input_number, criterion
        ) as terms
    from kept
    join asked using (claim_id)
    group by claim_id, moment, variant, role, item, parts, record
)

select
    * exclude (parts, total, width, has_factor, terms),
    cast(total / if(parts = 'mean', n_parts, 1) as decimal(38, 6)) as value,
    cast((total - width) / if(parts = 'mean', n_parts, 1) as decimal(38, 6)) as low,
    cast((total + width) / if(parts = 'mean', n_parts, 1) as decimal(38, 6)) - if(width > 0, 0.000001, 0) as high,
    has_factor or n_parts > 1 as is_derived,
    case when parts = 'mean' and n_parts > 1 then '(' || terms || ') ÷ ' || n_parts else terms end as expression,
    case when n_parts > 1 then plain_number(round(value, 2)) else expression end as short
from added;

comment on macro table claim_amount is
    'Sum or mean of the figures of each item with the limits that the rounding of published scores leaves; the upper '
    'limit is the last millionth that still rounds to them';
