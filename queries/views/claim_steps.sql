-- How is the quantity of a claim worked out, step by step?
-- One text per figure and base: first what each is the sum or mean of, then the asserted quantity.
create macro claim_steps(kind, hundred, figure, base, figure_expression, base_expression, figure_short, base_short, is_derived) as
    case when kind <> 'value' and figure_expression <> figure_short then figure_expression || ' = ' || figure_short || '; ' else '' end
    || case when kind <> 'value' and base_expression <> base_short then base_expression || ' = ' || base_short || '; ' else '' end
    || case kind
        when 'value' then figure_expression || case when is_derived then ' = ' || plain_number(half_up(figure, 0.0001)) else '' end
        when 'difference' then figure_short || ' − ' || base_short || ' = ' || plain_number(half_up(figure - base, 0.0001))
        when 'relative_difference' then
            figure_short || ' − ' || base_short || ' = ' || plain_number(half_up(figure - base, 0.0001)) || '; '
            || figure_short || ' ÷ ' || base_short || ' = ' || plain_number(half_up(figure / base, 0.0001)) || '; '
            || '(' || plain_number(half_up(figure / base, 0.0001)) || ' − 1) × 100 = '
            || plain_number(half_up(claim_quantity(kind, hundred, figure, base), 0.01)) || ' %'
        else figure_short || ' ÷ ' || base_short || ' = ' || plain_number(half_up(figure / base, 0.0001))
            || case when hundred = 100 then ' = ' || plain_number(half_up(claim_quantity(kind, hundred, figure, base), 0.01)) || ' %' else '' end
    end;

comment on macro claim_steps is 'The arithmetic of one item in numbers and signs';
