-- Which published figures do the inputs of claims name, today and on the day of each claim?
-- One row per claim, moment (now, then), input and what it finds; a blank value where it finds nothing.
create macro claim_figure(claims, inputs) as table
with asked as (
    from query_table(claims)
),

named as (
    select *, row_number() over () as input_number
    from query_table(inputs)
),

found as (
    select
        named.claim_id, moment.moment, named.input_number, named.role, named.record, named.factor,
        named.benchmark_id, named.field, named.round,
        coalesce(figure.criterion, named.criterion) as criterion,
        coalesce(figure.model_id, named.model_id) as model_id,
        coalesce(figure.team_id, named.team_id) as team_id,
        coalesce(figure.source_id, named.source_id) as source_id,
        named.source_id as named_source_id,
        figure.* exclude (record, model_id, team_id, measure, criterion, source_id),
        case
            when named.role = 'among' then coalesce(figure.model_id, figure.team_id)
            when asked.aggregate = 'every' and named.record = 'fact' then named.item || '/' || figure.value_text
            else named.item
        end as item,
        count(distinct named.input_number) over (
            partition by named.claim_id, moment.moment, figure.source_id, figure.reporter_id, figure.conditions
        ) as n_together
    from named
    join asked using (claim_id)
    cross join (values ('now'), ('then')) as moment (moment)
    left join published_figure as figure
        on figure.record = named.record and figure.measure = coalesce(named.benchmark_id, named.field, named.round)
        and (named.model_id is null or figure.model_id = named.model_id)
        and (named.team_id is null or figure.team_id = named.team_id)
        and (named.country is null or figure.country = named.country)
        and (named.source_id is null or figure.source_id = named.source_id)
        and (figure.criterion = named.criterion or (named.criterion is null and figure.is_part))
        and (moment.moment = 'now' or figure.publication_day <= asked.claimed_on)
    where named.role in ('figure', 'base', 'among')
)

select *
from found
where value is not null or record <> 'fact' or moment = 'now'
qualify row_number() over (
    partition by
        claim_id,
        moment,
        input_number,
        item,
        criterion,
        case when named_source_id is not null and record = 'fact' then value end
    order by
        if(record = 'mark', preference, 0),
        n_together desc,
        preference,
        publication_day desc nulls last,
        signed_score desc,
        source_id,
        value
) = 1;

comment on macro table claim_figure is
    'The figures behind each claim. An input without a source takes the source that holds most inputs of the claim, '
    'then independent, own, competitor, then the newest, and of official marks the one that counts; one without '
    'model or team takes all';
