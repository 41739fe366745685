-- How is the quantity of a claim worked out, step by step?
-- One text per figure and base: first what each is the sum or mean of, then the asserted quantity; blank for a ratio to 0 or less.
create macro claim_steps(kind, hundred, result, figure, base, figure_expression, base_expression, figure_short, base_short) as
    replace(case when kind <> 'value' and figure_expression <> figure_short then figure_expression || ' = ' || figure_short || '; ' else '' end
    || case when kind <> 'value' and base_expression <> base_short then base_expression || ' = ' || base_short || '; ' else '' end
    || case kind
        when 'value' then figure_expression || if(figure_expression = plain_number(figure) or figure_expression = figure_short and not contains(figure_expression, ' '), '', ' = ' || plain_number(round(claim_quantity('value', 1, figure, base), 4)))
        when 'difference' then figure_short || ' − ' || base_short || ' = ' || plain_number(round(claim_quantity('difference', 1, figure, base), 4))
        when 'relative_difference' then
            figure_short || ' − ' || base_short || ' = ' || plain_number(round(claim_quantity('difference', 1, figure, base), 4)) || '; '
            || figure_short || ' ÷ ' || base_short || ' = ' || plain_number(round(claim_quantity('ratio', 1, figure, base), 4)) || '; '
            || '(' || plain_number(round(claim_quantity('ratio', 1, figure, base), 4)) || ' − 1) × 100 = '
            || plain_number(round(result, 2)) || ' %'
        else figure_short || ' ÷ ' || base_short || ' = ' || plain_number(round(claim_quantity('ratio', 1, figure, base), 4))
            || case when hundred = 100 then ' = ' || plain_number(round(result, 2)) || ' %' else '' end
    end, '-', '−');

comment on macro claim_steps is 'The arithmetic of one item in numbers and signs';
