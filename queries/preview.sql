-- What would each number that came in change?
-- One row per number: new, same (this source says it already), confirms (another source says the same number),
-- revision (the same reporter said another number), conflict (another reporter says another number).
with alike as (
    select
        incoming.number,
        score.source_id = incoming.source_id as same_source,
        score.reporter_id = incoming.reporter_id as same_reporter,
        score.score = incoming.score as same_number,
        score.score_text,
        score.reporter_id,
        score.source_id
    from incoming
    join score
        on score.model_id = incoming.model_id
        and score.benchmark_id = incoming.benchmark_id
        and score.mode is not distinct from incoming.mode
        and score.effort is not distinct from incoming.effort
        and score.conditions is not distinct from incoming.conditions
),

judged as (
    select
        number,
        case
            when bool_or(same_source and same_reporter and same_number) then 'same'
            when bool_or(same_reporter and same_number) then 'confirms'
            when bool_or(same_reporter) then 'revision'
            when bool_or(not same_number) then 'conflict'
            else 'confirms'
        end as status,
        list(
            {'score_text': score_text, 'reporter_id': reporter_id, 'source_id': source_id}
            order by score_text, reporter_id, source_id
        ) as known
    from alike
    group by number
)

select incoming.*, coalesce(judged.status, 'new') as status, judged.known
from incoming
left join judged using (number)
order by incoming.number
