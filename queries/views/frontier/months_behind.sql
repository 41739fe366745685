-- When had a foreign model reached the number of a Korean model, and how many months before that model was released?
-- One row per Korean model, benchmark, whose numbers count, and rivals: the model's highest number of one answer.
-- Computed at build.
create view months_behind as
with highest as (
    select *, coalesce(conditions, '') as setting
    from frontier_figure
    where side = 'korean'
    qualify row_number() over (
        partition by benchmark_id, measured_by, model_id
        order by signed_score desc, relation = 'competitor', relation = 'own', source_id, conditions, mode, effort,
            score_text
    ) = 1
),

korean as (
    select highest.*, rivals.name as rivals
    from highest
    cross join unnest(['world', 'US', 'CN', 'open']) as rivals(name)
),

coverage as (
    select
        benchmark_id, setting, measured_by, rivals,
        min(dated_on) as covered_from,
        max(dated_on) as covered_until,
        count(distinct model_id) as n_rivals
    from rival_figure
    group by all
),

-- As the steps rise, the lowest of them at or above a number is the first. Of one day the undoubted one is named.
first_reached as (
    select
        korean.*,
        if(undoubted.dated_on = any_number.dated_on, undoubted, any_number) as reached,
        undoubted.model_id as undoubted_model_id,
        undoubted.dated_on as undoubted_on
    from korean
    asof left join (from frontier_step where counted = 'all') as any_number
        on any_number.benchmark_id = korean.benchmark_id and any_number.setting = korean.setting
        and any_number.measured_by = korean.measured_by and any_number.rivals = korean.rivals
        and any_number.at_decimals = korean.decimals and korean.signed_score <= any_number.certain_score
    asof left join (from frontier_step where counted = 'undoubted') as undoubted
        on undoubted.benchmark_id = korean.benchmark_id and undoubted.setting = korean.setting
        and undoubted.measured_by = korean.measured_by and undoubted.rivals = korean.rivals
        and undoubted.at_decimals = korean.decimals and korean.signed_score <= undoubted.certain_score
)

select
    korean.benchmark_id, korean.model_id, korean.team_id, korean.category, korean.unit, korean.conditions,
    korean.measured_by, korean.rivals,
    korean.score, korean.score_text, korean.signed_score, korean.mode, korean.effort,
    korean.relation, korean.reporter_id, korean.quoted_by, korean.source_id,
    korean.dated_on as released_on, korean.decimals,
    reached.model_id as reached_model_id, reached.country as reached_country, reached.dated_on as reached_on,
    reached.is_dated_by_run as is_reached_by_run,
    reached.score as reached_score, reached.score_text as reached_text, reached.mode as reached_mode,
    reached.effort as reached_effort, reached.conditions as reached_conditions, reached.relation as reached_relation,
    reached.reporter_id as reached_reporter_id, reached.quoted_by as reached_quoted_by,
    reached.source_id as reached_source_id,
    months_between(reached.dated_on, korean.dated_on) as months,
    case
        when coverage.n_rivals is null then 'no_rival'
        when korean.dated_on is null then 'no_date'
        when reached.dated_on < korean.dated_on then 'behind'
        when reached.dated_on = korean.dated_on then 'level'
        when reached.dated_on > korean.dated_on then 'ahead'
        when covered_until >= korean.dated_on then 'not_reached'
        else 'not_covered'
    end as state,
    coalesce(reached.dated_on < korean.dated_on and reached.dated_on = covered_from, false) as is_at_least,
    reached.doubt_ko, reached.doubt_en,
    undoubted_model_id, undoubted_on,
    months_between(undoubted_on, korean.dated_on) as undoubted_months,
    best_then.model_id as best_then_model_id, best_then.score as best_then_score,
    best_then.score_text as best_then_text, best_then.source_id as best_then_source_id,
    best_then.signed_score - korean.signed_score as points_then,
    best_now.model_id as best_now_model_id, best_now.score as best_now_score, best_now.score_text as best_now_text,
    best_now.source_id as best_now_source_id,
    best_now.signed_score - korean.signed_score as points_now,
    covered_until,
    coalesce(n_rivals, 0) as n_rivals,
    coalesce(programme_model.is_current, false) as is_current,
    team_place.is_in
from first_reached as korean
asof left join frontier as best_then
    on best_then.benchmark_id = korean.benchmark_id and best_then.setting = korean.setting
    and best_then.measured_by = korean.measured_by and best_then.rivals = korean.rivals
    and korean.dated_on >= best_then.dated_on
left join frontier as best_now
    on best_now.benchmark_id = korean.benchmark_id and best_now.setting = korean.setting
    and best_now.measured_by = korean.measured_by and best_now.rivals = korean.rivals
    and best_now.until_on is null
left join coverage
    on coverage.benchmark_id = korean.benchmark_id and coverage.setting = korean.setting
    and coverage.measured_by = korean.measured_by and coverage.rivals = korean.rivals
left join programme_model on programme_model.model_id = korean.model_id
left join team_place on team_place.team_id = korean.team_id
order by korean.benchmark_id, korean.measured_by, korean.rivals, korean.dated_on desc nulls last, korean.model_id;

comment on view months_behind is
    'How long before the release of a Korean model a foreign model with at least its number had been released, from '
    'the numbers held: an earlier foreign model without a number here may have reached it, so months are a lower bound';
comment on column months_behind.rivals is
    'whom the Korean model is held against: world (all but Korea), US, CN, or open (open weights, all but Korea)';
comment on column months_behind.released_on is 'day of the Korean model''s release; blank where not known';
comment on column months_behind.decimals is 'decimals of the Korean number';
comment on column months_behind.reached_model_id is
    'the earliest dated foreign model with a number at least as good; one with fewer decimals has to be better by half '
    'a unit of its last; blank where none is held';
comment on column months_behind.reached_country is 'country of its maker, two letters';
comment on column months_behind.reached_on is 'day of its release, or of the measurement where that is not known';
comment on column months_behind.is_reached_by_run is 'that day is the day of the measurement';
comment on column months_behind.reached_score is 'its number';
comment on column months_behind.reached_text is 'its number as published';
comment on column months_behind.reached_mode is 'its mode';
comment on column months_behind.reached_effort is 'its effort';
comment on column months_behind.reached_conditions is 'conditions recorded of its number';
comment on column months_behind.reached_relation is 'who measured it: own, independent or competitor';
comment on column months_behind.reached_reporter_id is 'organisation that measured it';
comment on column months_behind.reached_quoted_by is 'organisation that printed it as another''s';
comment on column months_behind.reached_source_id is 'source of its number';
comment on column months_behind.months is
    'months from that day to the Korean model''s release; negative where the foreign model came later';
comment on column months_behind.state is
    'behind, level (same day), ahead (a foreign model reached it later), not_reached (by no number held, though later '
    'foreign models have one), not_covered (no number held is as late as the Korean model), no_date, no_rival';
comment on column months_behind.is_at_least is
    'no earlier foreign number below the Korean one is held: the months are at least these';
comment on column months_behind.doubt_ko is 'why there is reason to doubt the number that reached it, Korean';
comment on column months_behind.doubt_en is 'why there is reason to doubt the number that reached it, English';
comment on column months_behind.undoubted_model_id is 'the earliest foreign model without doubtful numbers';
comment on column months_behind.undoubted_on is 'day of its release';
comment on column months_behind.undoubted_months is 'months without doubtful numbers';
comment on column months_behind.best_then_model_id is
    'foreign model with the best number among those released until the Korean model was';
comment on column months_behind.best_then_score is 'its number';
comment on column months_behind.best_then_text is 'its number as published';
comment on column months_behind.best_then_source_id is 'source of its number';
comment on column months_behind.points_then is
    'that number less the Korean one in the unit, its sign turned where lower is better; negative: Korea is ahead';
comment on column months_behind.best_now_model_id is 'foreign model with the best number held';
comment on column months_behind.best_now_score is 'its number';
comment on column months_behind.best_now_text is 'its number as published';
comment on column months_behind.best_now_source_id is 'source of its number';
comment on column months_behind.points_now is 'the same difference against the best number held';
comment on column months_behind.covered_until is 'day of the newest foreign model with a number';
comment on column months_behind.n_rivals is 'how many foreign models have a number';
comment on column months_behind.is_current is 'the newest main model of a team of the programme';
comment on column months_behind.is_in is
    'whether the maker is still in the programme; blank for organisations that never were';
comment on column months_behind.team_id is 'organisation that makes the Korean model';
comment on column months_behind.unit is 'unit of the numbers';
comment on column months_behind.score is 'the Korean model''s number, in the benchmark''s unit';
