-- Which records outside the named set reach what a claim says that only the set reaches?
-- One row per claim about the only holders of something, and moment.
create macro claim_exception(claims, inputs, amounts) as table
with named as (
    from query_table(inputs)
),

candidate as (
    select
        amount.*, claim.asserted, coalesce(team.country, '') as country,
        exists (
            from named as holder
            where holder.role = 'holder' and holder.claim_id = amount.claim_id
            and (holder.country = team.country or holder.team_id = amount.team_id or holder.model_id = amount.model_id)
        ) as is_holder,
        team.country = 'ZZ' and exists (
            from named as holder
            where holder.role = 'holder' and holder.claim_id = amount.claim_id and holder.country is not null
        ) as may_be_holder
    from query_table(amounts) as amount
    join claim_asserted(claims) as claim on claim.claim_id = amount.claim_id and claim.kind = 'superlative'
    left join team on team.team_id = amount.team_id
    where amount.role = 'among' and is_known
),

counted as (
    select
        claim_id, moment,
        count(*) filter (not is_holder and not may_be_holder and low >= asserted) as n_sure,
        count(*) filter (not is_holder and high >= asserted) as n_possible,
        count(*) filter (is_holder and high >= asserted) as n_holders,
        max_by(short, value) filter (not is_holder) as nearest,
        string_agg(short, ', ' order by value desc)
            filter (not is_holder and not may_be_holder and low >= asserted) as reaching,
        any_value(asserted) as asserted,
        list(
            {
                'variant': if(is_holder, 'holder', 'other'),
                'place': cast(null as bigint),
                'model_id': model_id,
                'team_id': team_id,
                'text': short
            }
            order by is_holder, value desc
        )
            filter (number = 1 or (number <= 5 and value >= asserted)) as standing
    from (
        select *, row_number() over (partition by claim_id, moment, is_holder order by value desc) as number
        from candidate
        )
    group by claim_id, moment
)

select
    claim_id, moment, true as is_known, false as is_derived,
    n_possible = 0 and not is_open and (n_holders > 0 or not has_holders) as is_certain,
    n_sure = 0 and (is_open or n_holders > 0 or not has_holders) as is_possible,
    is_open, standing, cast(n_sure as decimal(18, 6)) as result,
    coalesce(reaching || ' ≥ ', nearest || ' < ', '') || plain_number(asserted) as arithmetic
from counted
join (
    select
        claim_id, bool_or(role = 'among' and record <> 'mark' and model_id is null) as is_open,
        bool_or(role = 'holder') as has_holders
    from named
    group by claim_id
) using (claim_id);

comment on macro table claim_exception is
    'Counterexamples: one record refutes, and only records that cover the set (each model named, or the marks of a '
    'round) support. A maker of unknown country (ZZ) is no sure exception to what only a country has';
