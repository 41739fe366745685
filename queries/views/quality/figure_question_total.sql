-- How many figures were checked in each way, and how many raise a question?
-- One row per kind of check.
-- Computed at build.
create view figure_question_total as
with checked as (
    select 'grim' as kind, count(*) as n_checked, count(*) filter (is_question) as n_questions from grim
    union all
    select 'scale', count(*), count(*) filter (is_outside)
    from scale_check
    where scale_min is not null or scale_max is not null
    union all
    select 'fraction', count(*), count(*) filter (looks_like_fraction and not is_outside)
    from scale_check
    where unit = 'percent'
    union all
    select 'mean', count(*) filter (is_checkable), count(*) filter (not follows) from mean_check
    union all
    select 'same_' || kind, count(*), count(*) filter (is_question) from same_figure group by kind
    union all
    select 'decimals', count(*), count(*) filter (differs) from table_decimals
    union all
    select 'ratio', count(*), count(*) filter (verdict <> 'supported')
    from claim_check
    where kind in ('difference', 'relative_difference', 'ratio') and verdict <> 'cannot_be_checked'
    union all
    select 'official', count(*), count(*) filter (not agrees) from scorecard_check
)

select * from checked order by n_questions desc, kind;

comment on view figure_question_total is
    'Checks of published figures, counted; claimed ratios and official marks are judged on pages of their own';
comment on column figure_question_total.kind is
    'kind of check; ratio: claimed differences and ratios; official: totals, means, gaps and conversions of official '
    'marks';
comment on column figure_question_total.n_checked is 'figures that could be checked';
comment on column figure_question_total.n_questions is 'of these, figures that raise a question';
