-- Which published figures do the inputs of claims name, today and on the day of each claim?
-- One row per claim, moment, input and what it finds; a blank value where it finds nothing. moment: now, then (known on
-- the day of the claim), and now/2, then/2 … for every other number that the claim's first figure could be.
-- How: the first figure of a claim leads. To each number that it could be (another reporter, mode, effort or condition)
-- the other inputs add theirs as pairs of models do: not known to differ, then of the same table. Of the sets so made
-- the one with the fewest differences counts, then the one whose table holds most inputs, without tools, independent,
-- own, a competitor's, the newest, with reasoning; never the highest.
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
        named.record = 'score' and named.role = 'figure' and named.model_id is not null and figure.value is not null
            as can_lead,
        figure.* exclude (record, model_id, team_id, measure, criterion, source_id),
        case
            when named.role = 'among' then coalesce(figure.model_id, figure.team_id)
            when asked.aggregate = 'every' and named.record = 'fact' then named.item || '/' || figure.value_text
            else named.item
        end as item,
        count(distinct named.input_number) over (
            partition by named.claim_id, moment.moment, figure.source_id, figure.reporter_id, figure.mode, figure.effort
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
        and (figure.value is not null or named.record <> 'fact' or moment.moment = 'now')
),

lead as (
    select *, row_number() over one_claim as choice
    from (
        from found
        where can_lead
        qualify input_number = min(input_number) over (partition by claim_id, moment)
    )
    window one_claim as (
        partition by claim_id, moment
        order by
            coalesce(mode, '') <> 'reasoning',
            mode, effort, conditions, reporter_id, source_id, value_text, publication_day
    )
),

offered as (
    select
        found.*, coalesce(lead.choice, 0) as choice,
        lead.n_together as lead_n_together, lead.preference as lead_preference,
        lead.publication_day as lead_publication_day, lead.conditions as lead_conditions,
        coalesce(found.source_id = lead.source_id and found.reporter_id = lead.reporter_id, false) as one_table,
        case
            when found.record <> 'score' then []
            else known_differences(
                found.mode, found.effort, if(found.benchmark_id = lead.benchmark_id, found.conditions, null),
                lead.mode, lead.effort, lead.conditions
            )
        end as differs
    from found
    left join lead using (claim_id, moment)
    where lead.choice is null or found.input_number <> lead.input_number or (
        found.source_id = lead.source_id and found.reporter_id = lead.reporter_id and found.value_text = lead.value_text
        and found.mode is not distinct from lead.mode and found.effort is not distinct from lead.effort
        and found.conditions is not distinct from lead.conditions
        and found.publication_day is not distinct from lead.publication_day
    )
),

taken as (
    from offered
    qualify row_number() over (
        partition by
            claim_id,
            moment,
            choice,
            input_number,
            item,
            criterion,
            case when named_source_id is not null and record = 'fact' then value end
        order by
            if(record = 'mark', preference, 0),
            len(differs),
            one_table desc,
            n_together desc,
            has_tools(conditions),
            preference,
            publication_day desc nulls last,
            coalesce(mode, '') <> 'reasoning',
            source_id,
            effort, conditions,
            value
    ) = 1
),

ordered as (
    select
        claim_id, moment, choice, sum(len(differs)) as n_differing,
        row_number() over (
            partition by claim_id, moment
            order by
                n_differing,
                any_value(lead_n_together) desc,
                any_value(has_tools(lead_conditions)),
                any_value(lead_preference),
                any_value(lead_publication_day) desc nulls last,
                choice
        ) as place
    from taken
    group by claim_id, moment, choice
    qualify n_differing = min(n_differing) over (partition by claim_id, moment)
)

select
    taken.* exclude (
        moment, choice, can_lead, lead_n_together, lead_preference, lead_publication_day, lead_conditions,
        one_table
    ),
    if(place = 1, taken.moment, taken.moment || '/' || place) as moment
from taken
join ordered using (claim_id, moment, choice);

comment on macro table claim_figure is
    'The figures behind each claim, by moment. An input without a source takes a figure that is not known to differ in '
    'mode, effort or conditions from the first figure of the claim, of the same table where there is one, then of the '
    'source that holds most inputs, without tools, independent, own, competitor, the newest; of official marks the one '
    'that counts; one without model or team takes all. differs: what is known to differ from the first figure';
