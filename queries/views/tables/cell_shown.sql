-- Which of the displayed numbers of a model on a benchmark stands in a cell that has room for one?
-- One row per benchmark, whose numbers count (all, own, competitor, independent) and model.
create view cell_shown as
select
    benchmark_id, measured_by, model_id, team_id, mode, effort, agent, conditions, score, score_text, decimals, unit,
    reporter_id, quoted_by, relation, source_id, publication_day,
    count(*) over (partition by benchmark_id, measured_by, model_id) as n_shown
from score_shown
qualify row_number() over (
    partition by benchmark_id, measured_by, model_id
    order by
        agent is not null,
        display_order(
            relation, publication_day, measured_on, conditions, source_id, batch_published_on, score_text
        ).reporter,
        publication_day desc nulls last,
        coalesce(mode, '') <> 'reasoning',
        coalesce(list_position(['max', 'xhigh', 'high', 'medium', 'low', 'minimal'], effort), 9),
        display_order(relation, publication_day, measured_on, conditions, source_id, batch_published_on, score_text),
        mode, effort, agent
) = 1;

comment on view cell_shown is
    'One number per model and benchmark: without an agent before with one, independent, then own, then a '
    'competitor''s, the newest, with reasoning, the largest effort; never by its height';
comment on column cell_shown.score is 'the number, in the benchmark''s unit';
comment on column cell_shown.unit is 'unit of the number';
comment on column cell_shown.n_shown is
    'how many numbers are displayed for the model and benchmark, of other modes, efforts and agents too';
